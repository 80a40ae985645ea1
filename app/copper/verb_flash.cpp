// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/verb_flash.h"

namespace copper::cli {

FlashRunner::FlashRunner(RunContext context, FlashCommand command)
    : VerbRunner(std::move(context)), m_command(std::move(command))
{}

void FlashRunner::start()
{
    startMore();
}

void FlashRunner::startMore()
{
    while (!interrupted() && m_started < m_command.uploads.size() &&
           m_started - m_ended < m_command.parallel) {
        const UploadSpec &spec = m_command.uploads[m_started++];
        begin([&] { return m_context.session.upload(spec); });
    }
}

void FlashRunner::advance()
{
    ++m_ended;
    if (interrupted())
        return;
    if (m_ended == m_command.uploads.size())
        finish();
    else
        m_context.after(Duration{0}, [this] { startMore(); });
}

void FlashRunner::onProgress(const UploadProgress &progress)
{
    ResumeOutcome &said = m_resumes[progress.job];
    if (said != progress.resume)
        m_context.printer.resumed(progress.uri, progress.resume);
    said = progress.resume;
    m_context.printer.progress(progress);
}

void FlashRunner::onFlashed(const UploadFinished &finished)
{
    m_context.printer.transferEnded(finished.job);
    m_context.printer.flashed(finished);
    note(statusOf(finished.code));
    if (finished.verified && !*finished.verified) {
        JobFailed failed;
        failed.job = finished.job;
        failed.uri = finished.uri;
        failed.kind = FailureKind::VerificationFailed;
        complain(failureComplaint(failed, true));
    }
    advance();
}

void FlashRunner::onFailed(const JobFailed &failed)
{
    m_context.printer.transferEnded(failed.job);
    complain(failureComplaint(failed, true));
    advance();
}

} // namespace copper::cli
