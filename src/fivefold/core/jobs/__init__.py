"""Work outside a request: `@job` registers what is done, `start` asks for it, the worker does it."""
