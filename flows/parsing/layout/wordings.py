"""What the furniture of news pages says: share bars, newsletter boxes, paywalls, footers, links to more.

Only wording that no reporter would use as a line of the story stands here; what gives itself away by its
place is decided in `regions` and `segments`. Every wording says which words open it or which words stand in
it, so that most lines are never matched against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.parsing.records import SegmentType

SHARE_TARGETS = frozenset(
    """
    share tweet pin email print whatsapp facebook twitter linkedin reddit telegram instagram pinterest
    flipboard youtube tumblr messenger bluesky threads bookmark mastodon tiktok snapchat gettr parler
    """.split()
)
SHARE_FILLERS = frozenset(
    """
    a about all article button by cancel click comment comments copied copy current e fb follow for free
    friend icon in is it link mail more msg new of on opens options or our page post save saved send shares
    sms story text the this to tw url us via view wa wechat window with x you your
    """.split()
)
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
    enlarge image
    expand
    follow
    forgot password
    forgot your password
    gift this article
    give feedback
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
    save article
    save for later
    see all newsletters
    share options
    show caption
    show more sharing options
    skip advert
    social sharing
    speed read
    summary
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
    watch video
    """.splitlines()
    if line.strip()
)
"""Buttons and labels that make up whole lines, in lower case and without the marks at their ends."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a whole line of furniture says.

    `openings` are first words of such a line, in lower case; `insides` stand anywhere in it. A line that has
    none of them is not matched. `0` stands for any digit at the start.
    """

    rule: str
    segment_type: SegmentType
    openings: tuple[str, ...]
    insides: tuple[str, ...]
    pattern: re.Pattern[str]


def _wording(
    rule: str,
    pattern: str,
    *,
    openings: str = "",
    insides: tuple[str, ...] = (),
    kind: SegmentType = "boilerplate",
) -> Wording:
    """Compile what a whole line says, in lower case, give or take the marks at its end."""
    compiled = re.compile(rf"(?:{pattern})\W*$", re.VERBOSE)
    return Wording(rule, kind, tuple(openings.split()), insides, compiled)


ADDRESS = _wording("address", r"(?:https?://|www\.)\S+", openings="http https www")
"""A bare address: `https://example.org/news/1`."""

RELATED_LINK = _wording(
    "related_link",
    r"""
    (?:read(?:\ (?:more|also|next|the\ full\ story))? | also\ read | see\ also | also\ on\ \S{1,30} | more
    | related(?:\ (?:story|stories|article|articles|coverage))? | watch(?:\ (?:more|now|also))? | listen
    | don['\u2019]?t\ miss | recommended | must\ read | in\ case\ you\ missed\ it | icymi | you\ may\ also\ like)
    \s?[:|\u00bb>\u2192-]\s*\S.*
    """,
    openings="read also see more related watch listen don recommended must in icymi you",
    kind="related",
)
"""A link to another story: `READ MORE: Bridge reopens after repairs`."""

APP_PROMPT = _wording(
    "app_prompt",
    r"""
    (?:tap|install|download|get|open|click)\b.{0,60}\bapps?\b.{0,40}
    | .{0,20}\badd\ to\ home\ screen\b.{0,20}
    | (?:.{0,60}\b)?click(?:ing)?\ here(?:\ to\ (?:read|see|view|support|sign|subscribe|get|download)\b.{0,60})?
    """,
    openings="tap install download get open",
    insides=("add to home screen", "click here", "clicking here"),
)
"""An invitation to install an app, or to click: `Tap to install our app.`, `GET THE NEWS BY CLICKING HERE`."""

NEWSLETTER = _wording(
    "newsletter",
    r"""
    (?:sign\ up|subscribe|register)\ (?:now|here|today|free)\b.{0,80}
    | (?:please\ )?(?:sign\ up|subscribe|register)\b.{0,60}
      \b(?:newsletters?|alerts?|inbox|e-?mails?|updates|digest|briefing)\b.{0,80}
    | sign\ up | subscribe | subscribed | subscribe\ no\ thanks
    | get\ (?:the\ (?:news|latest)|breaking\ news|our\ \w+\ newsletter)\b.{0,100}
    | (?:enter\ |please\ enter\ )?(?:your\ |a\ valid\ )?e-?mail(?:\ address)?
    | .{0,80}\b(?:free|daily|weekly)\ (?:\w+\ )?newsletters?\b.{0,80}
    | (?:skip\ past|before|after|end\ of)\ newsletter\ (?:promotion|sign-?up)
    | privacy\ notice:\ newsletters\ may\ contain\b.{0,280}
    | .{0,140}\b(?:newsletter|briefing|stories|news|headlines|get\ \S.{0,40}|sent|delivered)\b.{0,80}
      \b(?:to|in)\ your\ (?:e-?mail\ )?inbox\b.{0,80}
    | thanks?(?:\ you)?\ for\ (?:signing\ up|subscribing|registering)\b.{0,100}
    | (?:an?\ )?welcome\ email\ is\ on\ its\ way\b.{0,100}
    | the\ next\ issue\ of\b.{0,60}\binbox
    | .{0,60}\bplease\ provide\ a\ valid\ e-?mail\b.{0,20}
    | we\ encountered\ an\ issue\ signing\ you\ up\b.{0,30}
    | interested\ in\ more\ newsletters\b.{0,30}
    | (?:i\ (?:would|['\u2019]d)\ like|i\ agree)\b.{0,200}\b(?:e-?mailed|newsletters?|offers)\b.{0,100}
    | (?:please\ )?check\ (?:your|the)\ (?:inbox|e-?mail|junk|spam|opt-in)\b.{0,120}
    | you\ have\ succ?ess?fully\ subscribed\b.{0,40}
    | .{0,80}\byou\ can\ unsubscribe\b.{0,120} | .{0,60}\bunsubscribe\ at\ any\ time\b.{0,60}
    | an\ e-?mail\ with\ an\ activation\ link\b.{0,160}
    | .{0,80}\bsubscribe\ to\ our\ (?:\w+\ )?(?:newsletter|magazine|channel|podcast|sister)\b.{0,140}
    | (?:\S+\ ){1,4}newsletter(?:\ sign-?up)?
    """,
    openings="sign subscribe subscribed register get enter email e your please thanks thank interested an you",
    insides=("newsletter", "inbox", "valid e", "signing you up", "i would like", "i agree", "unsubscribe"),
)
"""An invitation to subscribe, or a part of its box: `Sign up for our free daily newsletter`."""

PAYWALL = _wording(
    "paywall",
    r"""
    you\ can\ save\ this\ article\ by\ registering\b.{0,120}
    | this\ (?:content|article|story)\ is\ (?:reserved\ for|only\ available\ to|exclusive\ to|for)\ (?:\w+\ )?(?:subscribers|members)\b.{0,60}
    | (?:already\ a\ (?:subscriber|member)|already\ (?:subscribed|registered)|not\ a\ subscriber|don['\u2019]?t\ have\ an\ account|new\ to\ [\w\ ]{2,40})\?.{0,60}
    | (?:subscribe|register|sign\ (?:in|up)|log\ in|create\ (?:an|your)\ (?:free\ )?account)\b.{0,30}
      \b(?:to\ (?:continue|read|unlock|access|keep)|for\ more\ articles)\b.{0,100}
    | (?:to|please)\ (?:continue|keep)\ reading\b.{0,120}
    | unlimited\ (?:online\ |digital\ )?access\ to\b.{0,160}
    | enjoy\ (?:the\ latest|additional\ articles|unlimited)\b.{0,80}
    | access\ articles\ from\b.{0,80}
    | share\ your\ thoughts\ and\ join\ the\ conversation\b.{0,60}
    | get\ (?:email\ updates\ from\ your|exclusive\ access\ to|unlimited\ access)\b.{0,80}
    | support\ (?:local|independent|quality|our)\ journalism\b.{0,80}
    | .{0,80}\bsupport\ independent\ journalism\ by\b.{0,80}
    | sign\ in\ without\ password\b.{0,60}
    | want\ to\ bookmark\ your\ favou?rite\b.{0,180}
    | (?:print\ subscriber|if\ you\ are\ a\ home\ delivery\ print\ subscriber)\b.{0,180}
    | you\ have\ (?:full\ access\ to\ this\ article|\d+\ free\ articles?|reached\ your)\b.{0,100}
    | you['\u2019]?ve\ (?:reached\ your|read\ your|\d+\ free)\b.{0,100}
    | become\ a\ (?:member|subscriber|supporter)\b.{0,60} | start\ your\ (?:free\ )?(?:trial|subscription)\b.{0,60}
    | exclusive\ articles\ by\b.{0,160} | .{0,60}\bepaper,\ an\ electronic\ replica\b.{0,160}
    """,
    openings="""you this already not don new subscribe register sign log create to please unlimited enjoy access
    share get support want print if become start exclusive""",
    insides=("support independent journalism", "epaper, an electronic"),
)
"""A notice about what readers pay for: `Already a subscriber? Log in`."""

PLAYER = _wording(
    "player",
    r"""
    .{0,20}\b(?:this\ )?video\ has\ failed\ to\ load\b.{0,20} | try\ refreshing\ your\ browser\b.{0,20}
    | tap\ here\ to\ see\ other\ videos\b.{0,30} | to\ view\ this\ video\ please\ enable\ javascript\b.{0,120}
    | (?:please\ )?enable\ javascript\b.{0,80} | .{0,40}\byour\ (?:web\ )?browser\ (?:is\ no\ longer|does\ not)\b.{0,140}
    | (?:duration|runtime|running\ time|length)\W{0,3}(?:\d{1,2}:)?\d{1,2}:\d\d
    | (?:\d{1,2}:)?\d{1,2}:\d\d(?:\s*/\s*(?:\d{1,2}:)?\d{1,2}:\d\d)?
    | (?:current|remaining)\ time\b.{0,20} | loaded:.{0,10} | video\ player\ is\ loading
    | this\ is\ a\ modal\ window\b.{0,80} | video\ (?:unavailable|ad\ feedback) | \d{1,3}:\d\d\ (?:listen|watch)
    | watch\ (?:the\ )?(?:full\ )?(?:video|live)\b.{0,30} | videos? | audio | play\ (?:audio|now)
    """,
    openings="we try tap to please enable your duration runtime running length current remaining loaded video videos this watch audio play 0",
    insides=("failed to load", "your browser", "your web browser"),
)
"""What stands around a video: `Duration 1:30`, `This video has failed to load.`"""

GALLERY = _wording(
    "gallery",
    r"""
    (?:(?:image|photo|picture|slide)\ )?\d{1,3}\ ?(?:of|/)(?:\ /)?\ ?\d{1,3}
    | view\ (?:all\ )?\d{1,3}\ (?:images|photos|pictures)
    | \d{1,3}\ (?:images|photos|pictures|slides) | gallery:?\ \d{1,3}\ (?:images|photos|pictures)
    | (?:slideshow|gallery)\s*\(\s*\d+\s+(?:images|photos)\s*\)
    | (?:open|view)\ (?:image|photo)\ in\ (?:gallery|full\ ?screen) | (?:show|view)\ (?:gallery|slideshow)
    """,
    openings="image photo picture slide view gallery slideshow open show 0",
)
"""The counter of a gallery: `Image 1 of 4`, `View 6 Images`."""

READ_ON = _wording(
    "read_on",
    r"""
    (?:story|article)\ continues\ (?:below|after)\b.{0,60}
    | .{0,60}\bcontinues\ below\ (?:this\ )?advert\w*.{0,40}
    | this\ advertisement\ has\ not\ loaded\b.{0,80} | don['\u2019]?t\ want\ to\ see\ this\?.{0,40}
    | ad\ block\ users\b.{0,280}
    | (?:continue|keep)\ reading(?:\ below)?
    | (?:read|show|see|view|load)\ (?:more|less|all)(?:\ (?:stories|news|articles|posts|videos|comments))?
    | (?:advertisement|advert|ad|ads|sponsored(?:\ content)?|promoted)\W{0,3}\d{0,2}
    | advertisement\W{1,5}(?:scroll|story|article)\b.{0,40}
    | article\ content
    | (?:skip|jump)\ (?:directly\ )?to\ (?:the\ )?(?:main\ )?(?:content|footer|navigation|search)\b.{0,40}
    | scroll\ (?:down\ )?to\ continue.{0,30}
    | click\ to\ (?:expand|play|share|print|email)\b.{0,60}
    """,
    openings="""story article continue keep read show see view load advertisement advert ad ads sponsored promoted
    skip jump scroll click this don""",
    insides=("continues below",),
)
"""A signpost within the page: `Story continues below advertisement`."""

BREADCRUMB = _wording(
    "breadcrumb",
    r"""
    (?:home|you\ are\ (?:here|at))\b\W{0,3}[>\u00bb\u203a/].{0,100}
    | you\ are\ (?:here|at)
    | share\ this\ (?:story|article|post)\b.{0,200}
    """,
    openings="home you share",
)
"""The way to the page through its site, or away from it: `Home > News > Local`, `Share this story: `."""

READING_TIME = _wording(
    "reading_time",
    r"""
    \d{1,2}[\s-]min(?:ute)?s?\s(?:read|listen)(?:ing\ time)?
    | estimated\ read\w*\ time\b.{0,20} | reading\ time\b.{0,20} | time\ to\ read\b.{0,20}
    | [\d,.]+k?\ (?:views|shares|reads|likes)\b.{0,40}
    """,
    openings="estimated reading time 0",
)
"""How long the page takes, or how many read it: `4 min read`, `3,304 views`."""

ACCOUNT = _wording(
    "account",
    r"""
    (?:log|sign)\ ?(?:in|out|up)(?:\W+(?:or\ )?(?:register|subscribe|sign\ up|log\ ?in|join))?
    | my\ account | search(?:\ for)? | menu | close | home | back\ to\ (?:top|home) | subscribe\ now
    """,
    openings="log login logout sign signin signup my search menu close home back subscribe",
)
"""A control: `Log in / Register`."""

COPYRIGHT = _wording(
    "copyright",
    r"""
    (?:\u00a9|\(c\)\s+\d{4}|copyright\b).{0,250}
    | .{0,200}\ball\ rights\ reserved\b.{0,100}
    """,
    openings="c copyright",
    insides=("\u00a9", "all rights reserved"),
)
"""The notice at the foot: `\u00a9 2024 The Daily Example. All rights reserved.`"""

POLICY = _wording(
    "policy",
    r"""
    (?:privacy|cookies?|terms|accessibility)(?:\W+(?:policy|notice|settings|statement|conditions|preferences|
        privacy|terms|cookies?|and|of|use|service))*
    | (?:(?:this|our)\ (?:web)?site\ uses|we\ (?:and\ our\ partners\ )?use)\ cookies\b.{0,250}
    | by\ (?:signing\ up|subscribing|continuing|clicking|submitting)\b.{0,60}\byou\b.{0,220}
    """,
    openings="privacy cookie cookies terms accessibility this our we by",
)
"""A footer link or cookie notice: `Privacy Policy`, `We use cookies to`."""

DISCLOSURE = _wording(
    "disclosure",
    r"""
    .{0,180}\b(?:may\ (?:earn|receive)|earns?|use\ income\ earning)\b.{0,60}\b(?:commissions?|affiliate)\b.{0,120}
    | .{0,60}\bcontains?\ affiliate\ links\b.{0,220}
    """,
    insides=("commission", "affiliate"),
)
"""What a page says of its own income: `We may earn a commission from links in this article.`"""

COMMENTS = _wording(
    "comments",
    r"""
    (?:\[\s*)?(?:\d[\d,]*\ )?(?:comments?|reader\ comments|replies)(?:\s*\(?\d*\)?)(?:\s*\])?
    | (?:leave|post|view|add|show|join|read)\ (?:(?:a|the|your|all|\d+)\ )?(?:comments?|conversation|reply|discussion)\b.{0,30}
    | \d[\d,]*\ (?:responses|thoughts|replies|comments)\ (?:to|on)\b.{0,120}
    | no\ comments(?:\ yet)?\b.{0,40} | (?:\w+\ )?comments\ powered\ by\b.{0,20} | (?:as\ you|before\ you|please)\ comment\b.{0,280}
    | comments?\ (?:policy|guidelines|rules|are\ (?:closed|subject|moderated|welcome))\b.{0,200} | would\ you\ like\ to\ comment\b.{0,40} | log\ in\ to\ (?:comment|reply)\b.{0,20}
    """,
    openings="comment comments reader replies leave post view add show join read no would log as before please blog 0",
    insides=("comments powered by",),
)
"""The door to the comments: `12 Comments`."""

READER_COMMENT = _wording(
    "reader_comment",
    r"""
    (?!(?:s?he|it|they|one|this|that)\b)\S{1,30}\ says: | rating:\ \d+\ votes? | \d+\ (?:likes?|upvotes?|votes?)(?:\ reply)?
    | like\ reply | reply\ (?:report|share|quote)
    | \d+\ (?:minute|hour|day|week|month|year)s?\ ago\ at\ \d{1,2}:\d\d\ ?[ap]m
    | \S.{0,60}\bon\ [a-z]{3,9}\.?\ \d{1,2},\ \d{4},?(?:\ at\ \d{1,2}:\d\d\ ?[ap]m)?\ (?:said|says|wrote):?
    """,
    openings="rating like reply 0",
    insides=("says:", "said:", "wrote:"),
)
"""The frame of one reader's comment: `joeofboston says:`, `Rating: 36 Votes`."""

MORE_HEADING = _wording(
    "more_heading",
    r"""
    (?:more\ (?:from|on|in|stories|news|like\ this|trending|to\ read)
    | most\ (?:read|popular|viewed|recent|shared|watched|discussed|commented)
    | related(?:\ (?:stories|articles|topics|content|news|links|posts|coverage|reading|tags))?
    | (?:latest|top)\ (?:stories|news|headlines|posts|videos)
    | (?:read|see)\ more\ (?:stories|news|from|about|on)
    | recommended | trending(?:\ (?:now|stories))? | popular(?:\ (?:now|stories|news|posts))?
    | you\ (?:may|might)\ (?:also\ )?(?:like|enjoy|be\ interested) | what\ to\ read\ next | read\ next | up\ next
    | editor['\u2019]?s?['\u2019]?\ (?:picks?|choice) | explore\ more | about\ the\ authors? | keep\ reading | follow\ us
    | in\ this\ story | recent\ posts | sponsored\ stories | don['\u2019]t\ miss | from\ our\ partners
    | around\ the\ web | stories\ for\ you | promoted\ stories | story\ timeline)\b[^.]{0,40}
    | (?:tags|topics|filed\ under|categories|keywords)
    """,
    openings="""more most related latest top read see recommended trending popular you what up editor editors explore
    about keep follow in recent sponsored don from around stories promoted story tags topics
    filed categories keywords""",
)
"""The heading of what follows an article: `Most Read`, `More from Politics`."""

CONTACT = _wording(
    "contact",
    r"""
    (?:got|have|do\ you\ have)\ (?:a|any)\ (?:story|tip|news\ tip|question|questions)\b.{0,280}
    | to\ (?:submit|report)\ a\ correction\b.{0,100} | for\ (?:more\ stories\ like\ this|reprints\ and\ permissions)\b.{0,60}
    | submit\ a\ correction | report\ (?:a|an)\ (?:correction|error|typo)\b.{0,40} | reprints\b.{0,20}
    | (?:like|love|enjoy)\ this\ story\?.{0,60}
    | follow\b.{0,60}\bon\ (?:twitter|facebook|instagram|x|youtube|tiktok|linkedin|whatsapp|social\ media)\b.{0,200}
    | (?:e-?mail|contact|reach)\ [^.!?]{2,60}\b(?:at|on|via)\b\ \S{1,60}@\S{1,60}.{0,140}
    | do\ you\ rely\ on\b.{0,80}
    """,
    openings="got have do to for submit report reprints like love enjoy follow email e contact reach",
)
"""An invitation to write to the newsroom: `Got a story? Email news@example.org`."""

FURNITURE: tuple[Wording, ...] = (
    ADDRESS,
    RELATED_LINK,
    APP_PROMPT,
    NEWSLETTER,
    PAYWALL,
    READ_ON,
    BREADCRUMB,
    READING_TIME,
    GALLERY,
    PLAYER,
    ACCOUNT,
    COPYRIGHT,
    POLICY,
    DISCLOSURE,
    COMMENTS,
    READER_COMMENT,
    MORE_HEADING,
    CONTACT,
)
"""Rules by wording, tried in order."""
