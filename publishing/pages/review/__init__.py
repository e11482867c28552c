"""
What stands between a draft and its readers: review, a second pair of eyes, and what holds a version back.

`task` is the step of the workflow and `screen` the one look, with `differences` from what readers see; `second_person`
lets nobody publish alone, `fit` nothing half written; `held_back` tells what was stopped on a way without a form;
`old_stops` and `erasing` end drafts that may never be public.
"""
