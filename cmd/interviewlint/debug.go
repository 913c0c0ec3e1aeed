package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/runner"
)

// version returns the version of the module that the command was built from.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return ""
}

// printVersion writes the version of the command and of Go.
func printVersion(w io.Writer) error {
	_, err := fmt.Fprintf(w, "interviewlint %s %s %s/%s\n",
		cmp.Or(version(), "(unknown)"), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// printTimings writes where the time of a run went.
func printTimings(w io.Writer, load, analyse time.Duration, result *runner.Result) {
	t := result.Timings
	round := func(d time.Duration) time.Duration { return d.Round(time.Millisecond) }
	fmt.Fprintf(w, "go list %v, analysis of %d packages %v, %d of them cached; summed over processors: parsing %v, types %v\n",
		round(load), result.Packages, round(analyse), result.Cached, round(t.Parse), round(t.Check))
	names := slices.SortedFunc(maps.Keys(t.Passes), func(a, b string) int {
		return cmp.Compare(t.Passes[b], t.Passes[a])
	})
	for _, name := range names {
		fmt.Fprintf(w, "%10v  %s\n", round(t.Passes[name]), name)
	}
}
