// Package endpoint has the shapes of github.com/cloudwego/kitex/pkg/endpoint
// that the tests need.
package endpoint

import "context"

type Endpoint func(ctx context.Context, req, resp interface{}) (err error)

type Middleware func(next Endpoint) Endpoint
