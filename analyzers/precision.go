package analyzers

import (
	"fmt"
	"strconv"
	"strings"
)

// minTriaged is the number of findings below which a precision says nothing.
const minTriaged = 10

// Precision is what became of a check's findings in real code: how many there
// were, and how many of them were true. The rest were harmless or false.
type Precision struct{ True, Findings int }

// Percent returns the share of true findings, rounded down, and whether there
// are enough findings to tell.
func (p Precision) Percent() (int, bool) {
	if p.Findings < minTriaged {
		return 0, false
	}
	return 100 * p.True / p.Findings, true
}

// String returns the precision as the pages show it: "95% of 40", "n/a (3)" or "n/a".
func (p Precision) String() string {
	if percent, ok := p.Percent(); ok {
		return fmt.Sprintf("%d%% of %d", percent, p.Findings)
	}
	if p.Findings > 0 {
		return fmt.Sprintf("n/a (%d)", p.Findings)
	}
	return "n/a"
}

// Precision returns the measured precision of c.
func (c *Check) Precision() Precision {
	text, err := files.ReadFile("precision.tsv")
	if err != nil {
		return Precision{} // cannot happen: the file is part of the program
	}
	for line := range strings.Lines(string(text)) {
		columns := strings.Split(strings.TrimSpace(line), "\t")
		if columns[0] != c.Name || len(columns) != 3 {
			continue
		}
		trueOnes, err1 := strconv.Atoi(columns[1])
		findings, err2 := strconv.Atoi(columns[2])
		if err1 == nil && err2 == nil {
			return Precision{True: trueOnes, Findings: findings}
		}
	}
	return Precision{}
}
