// Package server has the shapes of github.com/cloudwego/kitex/server that the
// tests need.
package server

type Option struct{}

type RegisterOption struct{}

type Server interface {
	Run() error
	Stop() error
}
