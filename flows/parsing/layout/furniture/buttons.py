"""The words on the buttons of a news page."""

from __future__ import annotations

TARGET_WORDS = """
    share tweet pin email print whatsapp facebook twitter linkedin reddit telegram instagram pinterest
    flipboard youtube tumblr messenger bluesky threads bookmark mastodon tiktok snapchat gettr parler
"""
FILLER_WORDS = """
    a about all article button by cancel click comment comments copied copy current e fb follow for free
    friend icon in is it link mail more msg new of on opens options or our page post save saved send shares
    sms story text the this to tw url us via view wa wechat window with x you your
"""
SHARE_TARGETS = frozenset(TARGET_WORDS.split())
SHARE_FILLERS = frozenset(FILLER_WORDS.split())
"""Words that stand beside the names of share buttons: `Share current article via Email`."""

CONTROL_LINES = frozenset(
    line.strip()
    for line in """
    account settings
    ad feedback
    ad policy
    article continues below
    article summary
    back to gallery
    back to video
    breadcrumb trail links
    caption
    change language
    click to copy
    close extra sharing options
    comments are closed
    connect with us
    copied
    copy
    copy link
    copy link url
    current issue
    dive deeper
    download pdf
    enlarge
    email (required
    enlarge image
    enlarge this image
    expand
    follow
    forgot password
    forgot your password
    gift this article
    give feedback
    hide ad
    hide caption
    image
    image caption
    jump to content
    leave your feedback
    link copied
    link is copied
    listen
    listen to article
    listen to this article
    listen to this story
    live updates
    loading
    manage subscription
    mute
    my account
    next
    next article
    next story
    now playing
    now reading
    open image in gallery
    pause
    pdf
    permalink
    play
    play video
    powered by
    prev
    previous
    previous article
    previous story
    print this article
    quick links
    quick read
    read aloud
    read later
    recommended for you
    register
    remove ads
    replay
    reply
    report this ad
    reprints
    reprints & permissions
    report this comment
    save article
    save for later
    see all newsletters
    share options
    show caption
    show more sharing options
    skip ad
    skip advert
    skip advertisement
    social sharing
    sponsor message
    story saved
    submit
    speed read
    summary
    text settings
    text size
    toggle caption
    toggle menu
    toggle navigation
    top rated comments
    transcript
    unmute
    view all
    view comments
    view gallery
    view more offers
    view our current issue
    view original
    watch live
    watch now
    watch video
    """.splitlines()
    if line.strip()
)
"""Buttons and labels that make up whole lines, in lower case and without the marks at their ends."""
