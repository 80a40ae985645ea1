// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

namespace copper::conformance {

template <class T>
class Script;

namespace detail {

// Hands control back to the script that awaits this one, or to whoever resumed it.
struct FinalAwaiter
{
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> done) const noexcept
    {
        const std::coroutine_handle<> caller = done.promise().caller;
        return caller ? caller : std::noop_coroutine();
    }
    void await_resume() const noexcept {}
};

struct PromiseBase
{
    std::coroutine_handle<> caller;
    std::exception_ptr error;
    std::suspend_always initial_suspend() const noexcept { return {}; }
    FinalAwaiter final_suspend() const noexcept { return {}; }
    void unhandled_exception() { error = std::current_exception(); }
};

template <class T>
struct Promise : PromiseBase
{
    std::optional<T> value;
    Script<T> get_return_object();
    void return_value(T result) { value = std::move(result); }
    T take()
    {
        if (error)
            std::rethrow_exception(error);
        return std::move(*value);
    }
};

template <>
struct Promise<void> : PromiseBase
{
    Script<void> get_return_object();
    void return_void() const noexcept {}
    void take() const
    {
        if (error)
            std::rethrow_exception(error);
    }
};

} // namespace detail

// A piece of a test that reads top to bottom and waits in between: `co_await` another Script runs
// it to its end; what it throws arrives where it is awaited. Begins when awaited or resume()d; a
// Script that is destroyed while it waits unwinds like a function that is left.
//
// GCC 12 destroys twice what a conditional operator makes inside a co_await expression: there,
// arguments are named before.
template <class T = void>
class [[nodiscard]] Script
{
public:
    using promise_type = detail::Promise<T>;

    explicit Script(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}
    Script(Script &&other) noexcept : m_handle(std::exchange(other.m_handle, {})) {}
    Script &operator=(Script &&other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~Script()
    {
        if (m_handle)
            m_handle.destroy();
    }

    // For the outermost one: runs up to its first wait.
    void resume() { m_handle.resume(); }
    bool done() const { return m_handle.done(); }

    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept
    {
        m_handle.promise().caller = caller;
        return m_handle;
    }
    T await_resume() { return m_handle.promise().take(); }

private:
    std::coroutine_handle<promise_type> m_handle;
};

template <class T>
Script<T> detail::Promise<T>::get_return_object()
{
    return Script<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}

inline Script<void> detail::Promise<void>::get_return_object()
{
    return Script<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}

} // namespace copper::conformance
