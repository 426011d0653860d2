"""The processor of CSL: citeproc-py, with those elements mended that depart from the specification of CSL.

Mended are, each against citeproc-py 0.11.1 and the CSL 1.0.2 specification:
- a group is left out when all variables it calls are empty: counted as they are called, through macros and choices too;
- variables that stand in for a missing name are not printed again;
- `disambiguate="true"` alone holds for nothing; `match="nand"`; ranges and lists count as numeric;
- `initialize="false"` keeps given names whole; only letters that have capitals become initials; names whose script
  writes the family first (Chinese, Japanese, Korean) stay so;
- terms fall back from a form to a longer one;
- a date part's form does not leak into the next date, and a localised date's delimiter counts;
- a hyphen joins a range only between numbers: "ED-11" is one;
- titles keep their names in sentence case; headline style knows more small words, and is for English titles only;
- quotation marks inside quoted titles become inner ones; full stops and commas move into them where the locale says;
- `year-suffix`, `disambiguate-add-givenname` for first authors, `subsequent-author-substitute` and labels set apart by
  `second-field-align` are carried out;
- nothing in a field is taken for markup.
"""
