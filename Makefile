# The commands of this checkout. `make` alone lists them.

PYTHON ?= python3
HOST = $(PYTHON) -m host
# BENCH=/path/to/bench SITE=name: a bench of your own instead of the host's.
TARGET = $(if $(BENCH),--bench '$(BENCH)') $(if $(SITE),--site '$(SITE)')

.DEFAULT_GOAL := help
.PHONY: help demo test bench lint format build stop clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## a real Frappe site with a demo district, served until Ctrl-C (PORT=8123)
	@$(HOST) demo $(if $(PORT),--port '$(PORT)')

test: ## all tests on sites of their own (ARGS="-k name", JOBS=1, or BENCH=/path SITE=name)
	@$(HOST) test $(TARGET) $(if $(JOBS),--jobs '$(JOBS)') -- $(ARGS)

bench: ## the benchmarks (ARGS=, BENCH= and SITE= as for test)
	@$(HOST) benchmark $(TARGET) -- $(ARGS)

lint: ## every linter, as CI runs them
	@$(HOST) lint

format: ## put the code into its one form
	@$(HOST) lint --fix

build: ## bundle the desk's and the app's scripts and stylesheets
	@$(HOST) build

stop: ## stop whatever the host runs in this checkout
	@$(HOST) stop

clean: ## stop it and remove all that the host made
	@$(HOST) clean
