"""The signs along the way through a news page: to other stories, galleries, players and comments."""

from __future__ import annotations

from flows.parsing.layout.furniture.wordings import wording

ADDRESS = wording(
    "address",
    r"""
    (?:https?://|www\.)\S+
    | (?:(?:e-?mail|contact)\s?:?\ )?(?:[\w.+-]{1,64}@[\w.-]{3,60}|\[email.protected\])
    """,
    openings="http https www",
    insides=("@", "email\u00a0protected", "email protected"),
)
"""A bare address: `https://example.org/news/1`, `jroe@example.org`."""

RELATED_LINK = wording(
    "related_link",
    r"""
    (?:read(?:\ (?:more|also|next|the\ full\ story))? | also\ read | see\ also | also\ on\ \S{1,30} | more
    | related(?:\ (?:story|stories|article|articles|coverage))? | watch(?:\ (?:more|now|also))? | listen
    | don['\u2019]?t\ miss | recommended | must\ read | in\ case\ you\ missed\ it | icymi
      | you\ may\ also\ like)
    \s?[:|\u00bb>\u2192-]\s*\S.*
    """,
    openings="read also see more related watch listen don recommended must in icymi you",
    kind="related",
)
"""A link to another story: `READ MORE: Bridge reopens after repairs`."""

RELATED_HEADING = wording(
    "related_heading",
    r"""
    recommended\ (?:stories|articles|reading) | further\ reading
    | (?:read|see|watch)\ (?:also|more|next) | also\ read | related | related\ (?:article|story|video)s?
    | more\ on\ this(?:\ (?:story|topic))? | you\ might\ (?:also\ )?(?:like|be\ interested\ in)
    | (?:most\ )?(?:recommended|read)\ (?:on|from)\ \S{1,20}
    """,
    openings="recommended further read see watch also related more you most",
    kind="related",
)
"""The heading of a few other stories put into this one: `READ ALSO`, `Further Reading`."""

PLAYER = wording(
    "player",
    r"""
    .{0,20}\b(?:this\ )?video\ has\ failed\ to\ load\b.{0,20} | try\ refreshing\ your\ browser\b.{0,20}
    | tap\ here\ to\ see\ other\ videos\b.{0,30}
      | to\ view\ this\ video\ please\ enable\ javascript\b.{0,120}
    | (?:please\ )?enable\ javascript\b.{0,80} | .{0,40}\byour\ (?:web\ )?browser\ (?:is\ no\ longer
      |does\ not)\b.{0,140}
    | (?:duration|runtime|running\ time|length)\W{0,3}(?:\d{1,2}:)?\d{1,2}:\d\d
    | (?:\d{1,2}:)?\d{1,2}:\d\d(?:\s*/\s*(?:\d{1,2}:)?\d{1,2}:\d\d)?
    | video\s?\d{0,3}:\d\d(?:\d{0,3}:\d\d)?
    | (?:current|remaining)\ time\b.{0,20} | loaded:.{0,10} | video\ player\ is\ loading
    | this\ is\ a\ modal\ window\b.{0,80} | video\ (?:unavailable|ad\ feedback) | \d{1,3}:\d\d\ (?:listen
      |watch)
    | watch\ (?:the\ )?(?:full\ )?(?:video|live)\b.{0,30} | videos? | audio | play\ (?:audio|now)
    """,
    openings="""we try tap to please enable your duration runtime running length current remaining loaded
    video videos this watch audio play 0""",
    insides=("failed to load", "your browser", "your web browser"),
)
"""What stands around a video: `Duration 1:30`, `This video has failed to load.`"""

GALLERY = wording(
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

READ_ON = wording(
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
    openings="""story article continue keep read show see view load advertisement advert ad ads sponsored
    promoted     skip jump scroll click this don""",
    insides=("continues below",),
)
"""A signpost within the page: `Story continues below advertisement`."""

BREADCRUMB = wording(
    "breadcrumb",
    r"""
    (?:home|you\ are\ (?:here|at))\b\W{0,3}[>\u00bb\u203a/].{0,100}
    | you\ are\ (?:here|at)
    | share\ this\ (?:story|article|post)\b.{0,200}
    """,
    openings="home you share",
)
"""The way to the page through its site, or away from it: `Home > News > Local`, `Share this story: `."""

READING_TIME = wording(
    "reading_time",
    r"""
    \d{1,2}[\s-]min(?:ute)?s?\s(?:read|listen)(?:ing\ time)?
    | estimated\ read\w*\ time\b.{0,20} | reading\ time\b.{0,20} | time\ to\ read\b.{0,20}
    | [\d,.]+k?\ (?:views|shares|reads|likes)\b.{0,40}
    """,
    openings="estimated reading time 0",
)
"""How long the page takes, or how many read it: `4 min read`, `3,304 views`."""

COMMENTS = wording(
    "comments",
    r"""
    (?:\[\s*)?(?:\d[\d,]*\ )?(?:comments?|reader\ comments|replies)(?:\s*\(?\d*\)?)(?:\s*\])?
    | (?:leave|post|view|add|show|join|read)\ (?:(?:a|the|your|all|\d+)\ )?(?:comments?|conversation|reply
      |discussion)\b.{0,30}
    | \d[\d,]*\ (?:responses|thoughts|replies|comments)\ (?:to|on)\b.{0,120}
    | no\ comments(?:\ yet)?\b.{0,40} | (?:\w+\ )?comments\ powered\ by\b.{0,20} | (?:as\ you|before\ you
      |please)\ comment\b.{0,280}
    | comments?\ (?:policy|guidelines|rules|are\ (?:closed|subject|moderated|welcome))\b.{0,200}
      | would\ you\ like\ to\ comment\b.{0,40} | log\ in\ to\ (?:comment|reply)\b.{0,20}
    """,
    openings="""comment comments reader replies leave post view add show join read no would log as before
    please blog 0""",
    insides=("comments powered by",),
)
"""The door to the comments: `12 Comments`."""

READER_COMMENT = wording(
    "reader_comment",
    r"""
    (?!(?:s?he|it|they|one|this|that)\b)\S{1,30}\ says: | rating:\ \d+\ votes? | \d+\ (?:likes?|upvotes?
      |votes?)(?:\ reply)?
    | like\ reply | reply\ (?:report|share|quote)
    | \d+\ (?:minute|hour|day|week|month|year)s?\ ago\ at\ \d{1,2}:\d\d\ ?[ap]m
    | \S.{0,60}\bon\ [a-z]{3,9}\.?\ \d{1,2},\ \d{4},?(?:\ at\ \d{1,2}:\d\d\ ?[ap]m)?\ (?:said|says|wrote):?
    """,
    openings="rating like reply 0",
    insides=("says:", "said:", "wrote:"),
)
"""The frame of one reader's comment: `joeofboston says:`, `Rating: 36 Votes`."""

MORE_HEADING = wording(
    "more_heading",
    r"""
    (?:most\ (?:read|popular|viewed|recent|shared|watched|discussed|commented)
    | (?:latest|top)\ (?:stories|news|headlines|posts|videos)
    | (?:more|see\ more|read\ more)\ (?:stories|news|like\ this|trending|to\ read)
    | related\ (?:stories|articles|topics|content|news|links|posts|coverage|reading|tags)
    | you\ (?:may|might)\ (?:also\ )?(?:like|enjoy|be\ interested) | what\ to\ read\ next
    | editor['\u2019]?s?['\u2019]?\ (?:picks?|choice) | about\ the\ authors? | follow\ us
    | in\ this\ story | recent\ posts | sponsored\ stories | from\ our\ partners
    | around\ the\ web | stories\ for\ you | promoted\ stories | story\ timeline)\b[^.]{0,40}
    | (?:more|see\ more|read\ more)\ (?:from|on|in|about)\ (?:\S{1,20}\ ){0,3}\S{1,30}
    | (?:trending|popular)(?:\ (?:now|stories|news|posts|today|on\ \S{1,20}|in\ \S{1,20}))?
    | (?:recommended|related)(?:\ (?:for\ you|from\ .{2,30}|reading|roundup.{0,40}))?
    | don['\u2019]t\ miss | read\ next | up\ next | explore\ more | keep\ reading
    | tags | topics | filed\ under | categories | keywords
    """,
    openings="""more most related latest top read see recommended trending popular you what up editor editors
    explore about keep follow in recent sponsored don from around stories promoted story tags topics
    filed categories keywords""",
)
"""The heading of what follows an article: `Most Read`, `More from Politics`."""

SIGNPOSTS = (
    ADDRESS,
    RELATED_LINK,
    RELATED_HEADING,
    PLAYER,
    GALLERY,
    READ_ON,
    BREADCRUMB,
    READING_TIME,
    COMMENTS,
    READER_COMMENT,
    MORE_HEADING,
)
"""Rules by wording, tried in order."""
