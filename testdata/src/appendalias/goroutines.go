package appendalias

import "sync"

func inParts(in <-chan int, size int, save func([]int)) {
	part := make([]int, 0, size)
	var wg sync.WaitGroup
	for n := range in {
		part = append(part, n)
		if len(part) == size {
			full := part
			wg.Go(func() { save(full) }) // want `part is kept without a copy, and append after part\[:0\] overwrites its elements`
			part = part[:0]
		}
	}
	wg.Wait()
}

func wholePages(lines []string, save func([]string)) {
	var wg sync.WaitGroup
	page := make([]string, 0, 10)
	for _, l := range lines {
		if len(page) == 10 {
			wg.Go(func() { save(page) })
			page = page[:0:0]
		}
		page = append(page, l)
	}
	wg.Wait()
}

type spool struct {
	rows [][]byte
	wg   sync.WaitGroup
}

func (s *spool) add(row []byte, send func([][]byte)) {
	s.rows = append(s.rows, row)
	if len(s.rows) >= 64 {
		rows := s.rows
		s.wg.Go(func() { send(rows) }) // want `s.rows is kept without a copy, and append after s.rows\[:0\] overwrites its elements`
		s.rows = s.rows[:0]
	}
}

func waitedForParts(in <-chan int, size int, save func([]int)) {
	part := make([]int, 0, size)
	var wg sync.WaitGroup
	for n := range in {
		part = append(part, n)
		if len(part) == size {
			full := part
			wg.Go(func() { save(full) })
			wg.Wait()
			part = part[:0]
		}
	}
}

type basket struct {
	items []string
	wg    sync.WaitGroup
}

func (b *basket) add(item string, send func([]string)) {
	b.items = append(b.items, item)
	if len(b.items) >= 64 {
		items := b.items
		b.wg.Go(func() { send(items) })
		b.wg.Wait()
		b.items = b.items[:0]
	}
}
