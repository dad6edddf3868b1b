"""What news pages say to their readers about themselves: subscribe, sign in, agree, write to us."""

from __future__ import annotations

from flows.parsing.layout.furniture.wordings import wording

APP_PROMPT = wording(
    "app_prompt",
    r"""
    (?:tap|install|download|get|open|click)\b.{0,60}\bapps?\b.{0,40}
    | .{0,20}\badd\ to\ home\ screen\b.{0,20}
    | (?:.{0,60}\b)?click(?:ing)?\ here(?:\ to\ (?:read|see|view|support|sign|subscribe|get
      |download)\b.{0,60})?
    """,
    openings="tap install download get open",
    insides=("add to home screen", "click here", "clicking here"),
)
"""An invitation to install an app, or to click: `Tap to install our app.`, `GET MORE BY CLICKING HERE`."""

NEWSLETTER = wording(
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
    openings="""sign subscribe subscribed register get enter email e your please thanks thank interested a an
    welcome you""",
    insides=("newsletter", "inbox", "valid e", "signing you up", "i would like", "i agree", "unsubscribe"),
)
"""An invitation to subscribe, or a part of its box: `Sign up for our free daily newsletter`."""

PAYWALL = wording(
    "paywall",
    r"""
    you\ can\ save\ this\ article\ by\ registering\b.{0,120}
    | this\ (?:content|article|story)\ is\ (?:reserved\ for|only\ available\ to|exclusive\ to
      |for)\ (?:\w+\ )?(?:subscribers|members)\b.{0,60}
    | (?:already\ a\ (?:subscriber|member)|already\ (?:subscribed|registered)|not\ a\ subscriber
      |don['\u2019]?t\ have\ an\ account|new\ to\ [\w\ ]{2,40})\?.{0,60}
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
    | become\ a\ (?:member|subscriber|supporter)\b.{0,60} | start\ your\ (?:free\ )?(?:trial
      |subscription)\b.{0,60}
    | exclusive\ articles\ by\b.{0,160} | .{0,60}\bepaper,\ an\ electronic\ replica\b.{0,160}
    """,
    openings="""you this already not don new subscribe register sign log create to please unlimited enjoy
    access     share get support want print if become start exclusive""",
    insides=("support independent journalism", "epaper, an electronic"),
)
"""A notice about what readers pay for: `Already a subscriber? Log in`."""

ACCOUNT = wording(
    "account",
    r"""
    (?:log|sign)\ ?(?:in|out|up)(?:\W+(?:or\ )?(?:register|subscribe|sign\ up|log\ ?in|join))?
    | my\ account | search(?:\ for)? | menu | close | home | back\ to\ (?:top|home) | subscribe\ now
    """,
    openings="log login logout sign signin signup my search menu close home back subscribe",
)
"""A control: `Log in / Register`."""

CONTACT = wording(
    "contact",
    r"""
    (?:got|have|do\ you\ have)\ (?:a|any)\ (?:story|tip|news\ tip|question|questions)\b.{0,280}
    | to\ (?:submit|report)\ a\ correction\b.{0,100} | for\ (?:more\ stories\ like\ this
      |reprints\ and\ permissions)\b.{0,60}
    | submit\ a\ correction | report\ (?:a|an)\ (?:correction|error|typo)\b.{0,40} | reprints\b.{0,20}
    | (?:like|love|enjoy)\ this\ story\?.{0,60}
    | follow\b.{0,60}\bon\ (?:twitter|facebook|instagram|x|youtube|tiktok|linkedin|whatsapp
      |social\ media)\b.{0,200}
    | (?:e-?mail|contact|reach)\ [^.!?]{2,60}\b(?:at|on|via)\b\ \S{1,60}@\S{1,60}.{0,140}
    | do\ you\ rely\ on\b.{0,80}
    """,
    openings="got have do to for submit report reprints like love enjoy follow email e contact reach",
)
"""An invitation to write to the newsroom: `Got a story? Email news@example.org`."""

COPYRIGHT = wording(
    "copyright",
    r"""
    (?:\u00a9|\(c\)\s+\d{4}|copyright\b).{0,250}
    | .{0,200}\ball\ rights\ reserved\b.{0,100}
    """,
    openings="c copyright",
    insides=("\u00a9", "all rights reserved"),
)
"""The notice at the foot: `\u00a9 2024 The Daily Example. All rights reserved.`"""

POLICY = wording(
    "policy",
    r"""
    (?:privacy|cookies?|terms|accessibility)(?:\W+(?:policy|notice|settings|statement|conditions
      |preferences|
        privacy|terms|cookies?|and|of|use|service))*
    | (?:(?:this|our)\ (?:web)?site\ uses|we\ (?:and\ our\ partners\ )?use)\ cookies\b.{0,250}
    | by\ (?:signing\ up|subscribing|continuing|clicking|submitting)\b.{0,60}\byou\b.{0,220}
    """,
    openings="privacy cookie cookies terms accessibility this our we by",
)
"""A footer link or cookie notice: `Privacy Policy`, `We use cookies to`."""

DISCLOSURE = wording(
    "disclosure",
    r"""
    .{0,180}\b(?:may\ (?:earn|receive)|earns?|use\ income\ earning)\b.{0,60}\b(?:commissions?
      |affiliate)\b.{0,120}
    | .{0,60}\bcontains?\ affiliate\ links\b.{0,220}
    """,
    insides=("commission", "affiliate"),
)
"""What a page says of its own income: `We may earn a commission from links in this article.`"""

APPEALS = (
    APP_PROMPT,
    NEWSLETTER,
    PAYWALL,
    ACCOUNT,
    CONTACT,
    COPYRIGHT,
    POLICY,
    DISCLOSURE,
)
"""Rules by wording, tried in order."""
