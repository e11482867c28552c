"""How texts are written and marked: cleaning what was typed, abbreviations, foreign words, anchors of headings."""
