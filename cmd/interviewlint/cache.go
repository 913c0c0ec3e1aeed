package main

import (
	"flag"
	"fmt"
	"io"

	"github.com/interviewlint/interviewlint/cmd/interviewlint/internal/cache"
)

// openCache returns the store of results, or nil if there is to be none. That
// the default one cannot be used is no error: home directories may be missing
// or read-only.
func (c *command) openCache(opts *options) (*cache.Store, error) {
	dir, err := opts.cache, error(nil)
	if dir == "" {
		dir, err = cache.Dir()
	}
	if dir == "off" {
		return nil, nil
	}
	var store *cache.Store
	if err == nil {
		store, err = cache.Open(dir)
	}
	switch {
	case err != nil && opts.cache != "":
		return nil, usageError{fmt.Errorf("-cache: %w", err)}
	case err != nil && opts.debug:
		fmt.Fprintf(c.err, "no cache: %v\n", err)
	}
	return store, nil
}

// cache tells where the store of results is, or removes it.
func (c *command) cache(args []string) (int, error) {
	flags := flag.NewFlagSet("cache", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	show := flags.Bool("dir", false, "")
	clean := flags.Bool("clean", false, "")
	rest, err := parseMixed(flags, args)
	if err != nil {
		return 0, err
	}
	if len(rest) > 0 || *show == *clean {
		return 0, usageError{fmt.Errorf("cache takes either -dir or -clean")}
	}
	dir, err := cache.Dir()
	if err != nil {
		return 0, err
	}
	if *clean {
		return exitClean, cache.Clean(dir)
	}
	_, err = fmt.Fprintln(c.out, dir)
	return exitClean, err
}
