"""
What the guard looks for in a text, in plain Python: nothing here knows of Django, of pages or of any database.

`check` is the door. Numbers are found by `numbers` (`long_numbers`, `phones`), persons by `people` (`names`, `parts`),
the rest by `addresses`, `accounts` and `small_town`; the words that they go by stand in `vocabulary` and lists/.
"""
