"""`frontdesk backup` and `frontdesk restore`: everything an installation is, in one file."""
