package intdiv

import "time"

func ratio(ok, total int) float64 {
	return float64(ok / total) // want `the integer division drops the fraction before float64 sees it`
}

type stats struct{ hits, all int64 }

func (s *stats) rate() float32 {
	return float32(s.hits / s.all) // want `the integer division drops the fraction before float32 sees it`
}

func percent(n, of int) float64 {
	return 100 * float64(n/of) // want `the integer division drops`
}

func half(n int) float64 {
	return float64(n / 2) // want `the integer division drops`
}

func lengths(a, b []string) float64 {
	return float64(len(a) / len(b)) // want `the integer division drops`
}

func generic[T int | int64](a, b T) float64 {
	return float64(a / b) // want `the integer division drops`
}

func later(hits, n int) float32 {
	r := hits / n // want `the integer division drops the fraction before float32 sees it`
	return float32(r)
}

func wholePercent(done, total int) int {
	return done / total * 100 // want `the integer division drops the fraction before it is made a percentage: multiply first`
}

func percentOf(hits, all []int) int {
	return 100 * (len(hits) / len(all)) // want `before it is made a percentage`
}

func share(millis, parts int) time.Duration {
	return time.Duration(millis/parts) * time.Millisecond // want `the integer division drops the fraction before the unit is applied: multiply first`
}

type meter struct{ rate int64 }

func (m *meter) wait(n int64) time.Duration {
	return time.Second * time.Duration(n/m.rate) // want `before the unit is applied`
}

func spread(window uint, jobs []string) <-chan time.Time {
	secs := window / uint(len(jobs)) // want `before the unit is applied`
	return time.After(time.Duration(secs) * time.Second)
}

func perRequest(limit int) time.Duration {
	return time.Duration(60/limit) * time.Second // want `before the unit is applied`
}
