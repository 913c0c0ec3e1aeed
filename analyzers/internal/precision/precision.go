// Package precision reads the verdicts that were given on findings in real
// code. Each file of testdata/precision holds those of one corpus:
//
//	# corpus: std
//	# version: go1.26.0
//	# date: 2026-11-22
//	true	lockbalance	net/http/server.go:12:3	s.mu stays locked at this return
//	false	maprace	go/types/check.go:7:1	m is …	guarded by the caller's lock
//
// The columns are separated by tabs: verdict, check, position, message and a
// reason, which a false finding must have.
package precision

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// A Verdict is the judgement of someone who read the code around a finding.
type Verdict string

// The verdicts. A harmless finding states a fact that does no damage there.
const (
	True     Verdict = "true"
	Harmless Verdict = "harmless"
	False    Verdict = "false"
	// Unjudged is what an update of a file gives to a finding that is new. It
	// counts for nothing.
	Unjudged Verdict = "?"
)

// A Corpus is a body of code together with the verdicts on every finding in it.
type Corpus struct {
	Name, Version, Date string
	Findings            []Finding
}

// A Finding is one line of a file.
type Finding struct {
	Verdict                          Verdict
	Check, Position, Message, Reason string
}

// A Count is the number of findings of each verdict.
type Count struct{ True, Harmless, False int }

// Load reads every corpus of dir. A directory that does not exist has none.
func Load(dir string) ([]Corpus, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	var all []Corpus
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		corpus, err := Parse(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(name), err)
		}
		all = append(all, corpus)
	}
	return all, nil
}

// Parse reads one corpus.
func Parse(r io.Reader) (Corpus, error) {
	var corpus Corpus
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if header, ok := strings.CutPrefix(line, "#"); ok {
			setHeader(&corpus, header)
			continue
		}
		if strings.TrimSpace(line) == "" {
			continue
		}
		finding, err := parseFinding(line)
		if err != nil {
			return corpus, fmt.Errorf("line %d: %w", n, err)
		}
		corpus.Findings = append(corpus.Findings, finding)
	}
	if err := lines.Err(); err != nil {
		return corpus, err
	}
	if corpus.Name == "" || corpus.Version == "" || corpus.Date == "" {
		return corpus, fmt.Errorf("the headers corpus, version and date must be given")
	}
	return corpus, nil
}

// String returns the corpus in the form that Parse reads.
func (c Corpus) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# corpus: %s\n# version: %s\n# date: %s\n", c.Name, c.Version, c.Date)
	for _, f := range c.Findings {
		columns := []string{string(f.Verdict), f.Check, f.Position, f.Message}
		if f.Reason != "" {
			columns = append(columns, f.Reason)
		}
		b.WriteString(strings.Join(columns, "\t") + "\n")
	}
	return b.String()
}

// Rejudge returns c with other findings. Those that had a verdict keep it,
// wherever in their file they are now; the rest is unjudged.
func (c Corpus) Rejudge(findings []Finding) Corpus {
	type key struct{ check, file, message string }
	keyOf := func(f Finding) key {
		file, _, _ := strings.Cut(f.Position, ":")
		return key{f.Check, file, f.Message}
	}
	judged := make(map[key][]Finding)
	for _, f := range c.Findings {
		judged[keyOf(f)] = append(judged[keyOf(f)], f)
	}
	now := make([]Finding, 0, len(findings))
	for _, f := range findings {
		f.Verdict, f.Reason = Unjudged, ""
		if old := judged[keyOf(f)]; len(old) > 0 {
			f.Verdict, f.Reason = old[0].Verdict, old[0].Reason
			judged[keyOf(f)] = old[1:]
		}
		now = append(now, f)
	}
	c.Findings = now
	return c
}

// setHeader takes in a header line without its "#"; one that is not known is a comment.
func setHeader(c *Corpus, line string) {
	key, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch strings.TrimSpace(key) {
	case "corpus":
		c.Name = value
	case "version":
		c.Version = value
	case "date":
		c.Date = value
	}
}

func parseFinding(line string) (Finding, error) {
	columns := strings.Split(line, "\t")
	if len(columns) < 4 || len(columns) > 5 {
		return Finding{}, fmt.Errorf("got %d columns, want verdict, check, position, message and perhaps a reason", len(columns))
	}
	f := Finding{Verdict: Verdict(columns[0]), Check: columns[1], Position: columns[2], Message: columns[3]}
	if len(columns) == 5 {
		f.Reason = columns[4]
	}
	switch f.Verdict {
	case True, Harmless, Unjudged:
	case False:
		if f.Reason == "" {
			return f, fmt.Errorf("a false finding wants a reason")
		}
	default:
		return f, fmt.Errorf("unknown verdict %q: use true, harmless or false", f.Verdict)
	}
	return f, nil
}

// Counts returns the verdicts on each check over all corpora.
func Counts(corpora []Corpus) map[string]Count {
	counts := make(map[string]Count)
	for _, corpus := range corpora {
		for _, f := range corpus.Findings {
			c := counts[f.Check]
			switch f.Verdict {
			case True:
				c.True++
			case Harmless:
				c.Harmless++
			case False:
				c.False++
			}
			counts[f.Check] = c
		}
	}
	return counts
}
