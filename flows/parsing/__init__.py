"""Read one news page: text in, frozen records with character spans out.

Pure by rule: no files, no clock, no Prefect, no database. What the parser knows of the world comes in
as a `Lexicon`; `page.parse_page` is the way in.
"""
