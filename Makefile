PORT ?= 8000
.DEFAULT_GOAL := help
help:
	@echo see README
