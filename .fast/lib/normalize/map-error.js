import { isErrorReply } from "../error/error-reply.js";
import { reportOnce } from "../util/report-failure.js";
function mapError(thrown, request, mappers) {
  for (const mapper of mappers) {
    try {
      const answer = mapper(thrown, request);
      if (answer === void 0 || answer === null) continue;
      if (isErrorReply(answer)) return answer;
      if (answer instanceof Promise) answer.catch(() => {
      });
      reportOnce(mapper, request.log, `mapper '${mapper.name}' of option map should return an error of 'errors' or undefined, its answer is ignored`);
    } catch (error) {
      reportOnce(mapper, request.log, `mapper '${mapper.name}' of option map threw, it is skipped`, error);
    }
  }
  return void 0;
}
export {
  mapError
};
