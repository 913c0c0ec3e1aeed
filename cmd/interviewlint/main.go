// Interviewlint finds in Go code the pitfalls that Go interviewers ask about.
//
// Usage:
//
//	interviewlint [flags] [packages or files]
//	interviewlint list [-json]
//	interviewlint explain [-lang en|zh] check|row|file:line
//	interviewlint cache -dir|-clean
//
// It also serves as go vet -vettool=$(which interviewlint). Run
// "interviewlint help" for the flags.
package main

import (
	"context"
	"os"
	"os/signal"
	"strings"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/interviewlint/interviewlint/analyzers"
)

func main() {
	if args := os.Args[1:]; calledByGo(args) {
		unitchecker.Main(vetPasses(args)...) // exits
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	c := &command{analyzers.All(), os.Stdin, os.Stdout, os.Stderr}
	code := c.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// calledByGo reports whether args are those by which go vet asks for a tool's
// version, for its flags, or for the analysis of a unit.
func calledByGo(args []string) bool {
	if len(args) == 0 {
		return false
	}
	last := args[len(args)-1]
	return args[0] == "-V=full" || last == "-flags" || strings.HasSuffix(last, ".cfg")
}
