# Everything here also works as the plain command it prints.

.PHONY: build test lint brief bench golden data clean

build: ## one static binary in bin/
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o bin/parley ./cmd/parley

test: ## what CI runs last
	go test ./...

lint:
	gofmt -l . && go vet ./... && golangci-lint run ./...

brief: ## the main job, on the article that comes with Parley
	go run ./cmd/parley brief cases/us-japan/article.txt --published 2025-05-20 --out brief.html

bench: ## medians over ten runs, one core; see docs/bench.md
	GOMAXPROCS=1 go test -run '^$$' -bench . -benchmem -count 10 ./trade ./tariff ./deal ./record ./economy

golden: ## rewrite the golden files, then read the diff
	go test ./brief ./tariff/lawlists ./cmd/parley -update

clean:
	rm -rf bin brief.html
