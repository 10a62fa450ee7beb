"""A survey file becomes an assessment: frameworks, mappings, scoring and the assessment object."""
