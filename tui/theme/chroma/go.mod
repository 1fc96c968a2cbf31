// Not the chroma of its name: doc in chroma.go.
module github.com/alecthomas/chroma/v2

go 1.26.0
