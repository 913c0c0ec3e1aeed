// Package ctxstruct defines an analyzer of contexts in the wrong place.
//
// # Analyzer ctxstruct
//
// ctxstruct: report contexts kept in structs or hidden behind parameters
//
// Question: why does a context belong in the first parameter and not in a
// struct?
//
// Answer: A context belongs to one call: its deadline, its cancellation and its
// values are those of the request that is being served. Stored in a struct it
// outlives that request, all methods share one deadline whatever the caller
// wants, and nobody can tell which calls it governs. As the first parameter it
// is visible in every signature, and each caller decides. Fields are right
// where the struct itself stands for one piece of work, such as a request or a
// worker with its own cancel function.
//
// Before:
//
//	type service struct {
//		ctx context.Context
//	}
//
//	func (s *service) Wait() error {
//		<-s.ctx.Done()
//		return s.ctx.Err()
//	}
//
// After:
//
//	type service struct{}
//
//	func (s *service) Wait(ctx context.Context) error {
//		<-ctx.Done()
//		return ctx.Err()
//	}
//
// # Principle
//
// A struct is taken for a piece of work of its own, and left alone, if it
// embeds its context, keeps the cancel function, a done channel or a WaitGroup,
// or offers the context by a method.
//
// # Limits
//
// Structs whose names speak of requests, options, jobs and the like are left
// out, and so are test files.
//
// # field
//
// A context is stored in a field.
//
// # order
//
// A function takes its context behind other parameters.
package ctxstruct
