// Package rpcinfo has the shapes of github.com/cloudwego/kitex/pkg/rpcinfo that
// the tests need.
package rpcinfo

import "context"

func FreezeRPCInfo(ctx context.Context) context.Context { return ctx }
