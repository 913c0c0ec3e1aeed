package intdiv

import "time"

func converted(ok, total int) float64 { return float64(ok) / float64(total) }

func integer(a, b int) int { return a / b }

func seconds(d time.Duration) float64 { return float64(d / time.Second) }

func millis(ns int64) float64 { return float64(ns / 1000000) }

func buckets(n, size int) float64 { return float64((n - n%size) / size) }

func ceiling(n, size int) float64 { return float64((n + size - 1) / size) }

func floats(a, b float64) float32 { return float32(a / b) }

func constant() float64 { return float64(10 / 2) }

func pages(n, size int) (int, float64) {
	full := n / size
	return full, float64(full)
}

func percentRight(done, total int) int { return done * 100 / total }

func roundedDown(n, step int) int { return n / step * step }

func hundreds(n int) int { return n / 100 * 100 }

func multipliedFirst(millis, parts int) time.Duration {
	return time.Duration(millis) * time.Millisecond / time.Duration(parts)
}

func wholeSeconds(ms int) time.Duration { return time.Duration(ms/1000) * time.Second }

func halfOf(n int) time.Duration { return time.Duration(n/2) * time.Second }

func rounded(n, size int) time.Duration { return time.Duration((n+size-1)/size) * time.Second }

func times(a, b int, unit time.Duration) time.Duration { return time.Duration(a/b) * unit }

func fine(total, parts int) time.Duration { return time.Duration(total/parts) * time.Microsecond }
