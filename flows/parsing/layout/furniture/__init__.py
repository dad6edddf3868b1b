"""The wording of what is on a page for the sake of its site: buttons, signposts, appeals to readers."""
