"""A rendered edition goes where its readers are: folders, mail, webhooks, object stores. See docs/delivery.md."""
