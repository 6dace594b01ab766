"""The public pages and the applicant's own pages."""
