"""Find documents in whatever people keep pages in, and read each as the text of one page.

Files and remote objects, archives in archives, web archives, feeds and tables go the same way: a *source
file* is opened into *findings*, one for each document and one for each container, as a stream. Nothing is
ever extracted to a path that an archive names, and no container is held in memory.
"""
