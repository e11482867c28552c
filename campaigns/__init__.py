"""
The campaign: what it tells (articles, warning signs, figures, recordings) and what it does (sessions).

Around the sessions stand requests for them, their schedule from a spreadsheet, series, reports from the field and the
yearly report. `session_index` is their list, with a page for each adat institution.
"""
