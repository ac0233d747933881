"""YAML that editors change without Python, typed and validated whole."""
