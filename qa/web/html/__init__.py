"""Every piece of HTML on the page, built and escaped by pure functions: one module for each part of the page."""
