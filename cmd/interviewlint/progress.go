package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// A progress shows on a terminal how far a long run is.
type progress struct {
	w     io.Writer // nil if there is no terminal
	start time.Time
	last  time.Time
	shown bool
}

// newProgress returns a progress that writes to w if w is a terminal.
func newProgress(w io.Writer) *progress {
	p := &progress{start: time.Now()}
	if isTerminal(w) {
		p.w = w
	}
	return p
}

// barWidth is the number of cells of the bar.
const barWidth = 30

// show replaces the line on the terminal, if the run has taken a second.
func (p *progress) show(done, total int) {
	now := time.Now()
	if p.w == nil || now.Sub(p.start) < time.Second || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last, p.shown = now, true
	bar := strings.Repeat("#", done*barWidth/total)
	fmt.Fprintf(p.w, "\r\x1b[K[%-*s] %d of %d packages", barWidth, bar, done, total)
}

// clear removes the line.
func (p *progress) clear() {
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
