// Package logx has the shapes of github.com/zeromicro/go-zero/core/logx that
// the tests need.
package logx

import "context"

type Logger interface{ Error(...any) }

func WithContext(ctx context.Context) Logger { return nil }
