"""PDFs, reduced to what readers show, object by object."""
