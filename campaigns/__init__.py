"""The campaign: articles, warning signs, sessions, requests, schedules, adat institutions, places, figures."""
