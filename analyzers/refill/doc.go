// Package refill defines an analyzer of rates that lose fractions.
//
// # Analyzer refill
//
// refill: report rate limits that drop a fraction at each call
//
// Question: why does this token bucket never fill when it is asked often?
//
// Answer: each call adds int(rate * elapsed), which truncates, and sets the
// instant to now all the same. At a hundred tokens a second, asked every
// millisecond, each call adds int(0.1), which is 0, and forgets the rest. Keep
// the fraction in a float, or move the instant only by what was added.
//
// Before:
//
//	type Bucket struct {
//		tokens int64
//		rate   float64
//		last   time.Time
//	}
//
//	func (b *Bucket) refill(now time.Time) {
//		b.tokens += int64(now.Sub(b.last).Seconds() * b.rate)
//		b.last = now
//	}
//
// After:
//
//	type Bucket struct {
//		tokens, rate float64
//		last         time.Time
//	}
//
//	func (b *Bucket) refill(now time.Time) {
//		b.tokens += now.Sub(b.last).Seconds() * b.rate
//		b.last = now
//	}
//
// # Principle
//
// The time since an instant in a field, times a rate or divided by one, is made
// an integer and added to a field, and the function moves the instant to now
// whatever the result is.
//
// # Limits
//
// Instants that move by Add, or only if the time or the number is large enough,
// are right, and so is code that asks for the remainder.
package refill
