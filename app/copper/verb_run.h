// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/command_line.h"
#include "app/copper/junit_report.h"
#include "app/copper/verb_runner.h"
#include "core/domain/collection_run.h"

namespace copper::cli {

// run: the requests of a collection one after another, a line for each and what failed below it.
class CollectionRunner final : public VerbRunner
{
public:
    CollectionRunner(RunContext context, const CollectionCommand &command);

private:
    void start() override;
    void onResponse(const ResponseArrived &response) override;
    void onFailed(const JobFailed &failed) override;
    void onProgress(const UploadProgress &progress) override;
    void advance();
    // Prints what has ended since; false when the report could not be written.
    bool report();

    QString m_name;
    QString m_junitPath;
    CollectionRun m_run;
    std::size_t m_reported = 0;
    JunitReport m_report;
};

} // namespace copper::cli
