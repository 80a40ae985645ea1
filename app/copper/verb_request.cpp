// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/verb_request.h"

#include "core/domain/resource_uri.h"

namespace copper::cli {

RequestRunner::RequestRunner(RunContext context, RequestCommand command)
    : VerbRunner(std::move(context)), m_command(std::move(command))
{}

void RequestRunner::start()
{
    begin([this] { return m_context.session.request(m_command.requests[m_at]); });
}

void RequestRunner::next()
{
    ++m_at;
    if (interrupted())
        return;
    if (m_at == m_command.requests.size())
        finish();
    else
        m_context.after(Duration{0}, [this] { start(); });
}

void RequestRunner::onResponse(const ResponseArrived &response)
{
    m_context.printer.transferEnded(response.job);
    m_context.printer.response(response);
    note(statusOf(response.code));
    if (isGroupUri(m_command.requests[m_at].uri))
        return; // more may come
    jobEnded(response.job);
    next();
}

void RequestRunner::onGroupAnswered(const GroupAnswered &over)
{
    if (over.answers == 0)
        complain(nobodyAnswered(over.uri));
    next();
}

void RequestRunner::onFailed(const JobFailed &failed)
{
    const RequestSpec &spec = m_command.requests[m_at];
    const bool upload = spec.payload != nullptr || !spec.payloadFile.isEmpty();
    m_context.printer.transferEnded(failed.job);
    complain(failureComplaint(failed, upload));
    next();
}

void RequestRunner::onProgress(const UploadProgress &progress)
{
    // Of a request only a person wants to see it.
    if (!m_context.printer.isJson())
        m_context.printer.progress(progress);
}

} // namespace copper::cli
