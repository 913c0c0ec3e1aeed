// Package redis has the shapes of github.com/redis/go-redis/v9 that the tests
// need.
package redis

import "context"

type Client struct{}

func (c *Client) Subscribe(ctx context.Context, channels ...string) *PubSub { return nil }

type PubSub struct{}

func (c *PubSub) Close() error                                         { return nil }
func (c *PubSub) ReceiveMessage(ctx context.Context) (*Message, error) { return nil, nil }

type Message struct{ Payload string }
