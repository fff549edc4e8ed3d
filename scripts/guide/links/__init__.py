"""Do the links lead somewhere? Existing tools read sources and built site; here they are judged.

Which tool sees what was measured on a site with planted faults: MkDocs reads its own links and
the navigation, rumdl the sources, lychee the built pages. :mod:`.site`, :mod:`.images` and
:mod:`.print_file` add the little that none of them sees.
"""
