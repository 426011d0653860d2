"""Following: feeds and sites whose new articles are brought into the library when that is asked for."""
