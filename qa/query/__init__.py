"""A question before it is looked up: made whole, without slips, with the time and the kind of answer it asks for."""
