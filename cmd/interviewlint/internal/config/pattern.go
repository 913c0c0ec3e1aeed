package config

import (
	"regexp"
	"strings"
)

// A pattern matches paths the way that lists of ignored files do: * stands for
// anything but a slash, ** for anything. A pattern that names a directory
// matches all below it; one without slash matches at any depth.
type pattern struct{ re *regexp.Regexp }

func compile(s string) pattern {
	anchored := strings.Contains(strings.TrimSuffix(s, "/"), "/")
	s = strings.Trim(strings.TrimPrefix(s, "./"), "/")
	var b strings.Builder
	if anchored {
		b.WriteString("^")
	} else {
		b.WriteString("(^|/)")
	}
	for len(s) > 0 {
		switch {
		case strings.HasPrefix(s, "**/"):
			b.WriteString("(.*/)?")
			s = s[3:]
		case strings.HasPrefix(s, "**"):
			b.WriteString(".*")
			s = s[2:]
		case s[0] == '*':
			b.WriteString("[^/]*")
			s = s[1:]
		case s[0] == '?':
			b.WriteString("[^/]")
			s = s[1:]
		default:
			n := strings.IndexAny(s, "*?")
			if n < 0 {
				n = len(s)
			}
			b.WriteString(regexp.QuoteMeta(s[:n]))
			s = s[n:]
		}
	}
	b.WriteString("(/|$)")
	return pattern{regexp.MustCompile(b.String())} // compiles whatever s is
}

func (p pattern) match(path string) bool { return p.re.MatchString(path) }
