"""A rendered edition goes where its readers are: for now, a folder."""
