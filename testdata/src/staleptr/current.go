package staleptr

import "strings"

type chapter struct{ lines, notes int }

type text struct{ chapters []chapter }

func (t *text) read(lines []string) int {
	t.chapters = append(t.chapters, chapter{})
	first := &t.chapters[0]
	for _, l := range lines {
		if strings.HasPrefix(l, "#") {
			t.chapters = append(t.chapters, chapter{})
			continue
		}
		first.lines++ // want `write through a pointer into t.chapters may miss it: append has moved the elements since`
	}
	return t.chapters[0].lines
}

func (t *text) note(lines []string) {
	last := &t.chapters[len(t.chapters)-1]
	for _, l := range lines {
		if l == "" {
			t.chapters = append(t.chapters, chapter{})
		}
		last.notes++ // want `write through a pointer into t.chapters may miss it`
	}
}

func split(lines []string) []chapter {
	all := []chapter{{}}
	cur := &all[0]
	for _, l := range lines {
		if strings.HasPrefix(l, "#") {
			all = append(all, chapter{})
			cur.notes++ // want `write through a pointer into all may miss it`
			cur = &all[len(all)-1]
			continue
		}
		cur.lines++
	}
	return all
}

func (t *text) current(lines []string) {
	var cur *chapter
	for _, l := range lines {
		if cur == nil || strings.HasPrefix(l, "#") {
			t.chapters = append(t.chapters, chapter{})
			cur = &t.chapters[len(t.chapters)-1]
			continue
		}
		cur.lines++
	}
}

func (t *text) flushed(lines []string, flush func([]chapter)) {
	t.chapters = append(t.chapters, chapter{})
	cur := &t.chapters[0]
	for _, l := range lines {
		if l == "" {
			flush(t.chapters)
			t.chapters = nil
			t.chapters = append(t.chapters, chapter{})
			cur = &t.chapters[0]
		}
		cur.lines++
	}
}

func grownAndTaken(lines []string) []chapter {
	all := []chapter{{}}
	cur := &all[0]
	for _, l := range lines {
		if strings.HasPrefix(l, "#") {
			cur.notes++
			all = append(all, chapter{})
			cur = &all[len(all)-1]
		}
		cur.lines++
	}
	return all
}
