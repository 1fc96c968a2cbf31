// Not the bluemonday of its name: doc in bluemonday.go.
module github.com/microcosm-cc/bluemonday

go 1.26.0
