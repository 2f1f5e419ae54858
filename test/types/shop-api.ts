// Built by openapi-typescript from the document of test/support/openapi-server.ts: TAP_SNAPSHOT=1 tap test/openapi/openapi.test.ts
/* eslint-disable */
export interface paths {
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** order */
        post: operations["order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** readOrder */
        get: operations["readOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** readLines */
        get: operations["readLines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** plain */
        get: operations["plain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/silent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** silent */
        get: operations["silent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** fields */
        get: operations["fields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/both": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** both */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                400: components["responses"]["BadRequest"];
                409: components["responses"]["OutOfStock"];
                413: components["responses"]["PayloadTooLarge"];
                415: components["responses"]["UnsupportedMediaType"];
                default: components["responses"]["Error5"];
            };
        };
        post?: never;
        /** both */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                400: components["responses"]["BadRequest"];
                409: components["responses"]["OutOfStock"];
                413: components["responses"]["PayloadTooLarge"];
                415: components["responses"]["UnsupportedMediaType"];
                default: components["responses"]["Error5"];
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** InvalidBodyEnvelope */
        InvalidBodyEnvelope: {
            type: "Error"[];
            error: {
                /**
                 * @constant
                 * @enum {string}
                 */
                code: "INVALID_BODY";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    path?: string;
                    issues?: {
                        /** @description Dotted path from the root of that part of the request; empty for the root itself */
                        path: string;
                        /** @enum {string} */
                        in: "body" | "querystring" | "params" | "headers";
                        /** @description Machine code of the issue, such as invalid_type or too_small */
                        kind: string;
                        message: string;
                    }[];
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** BadRequestEnvelope */
        BadRequestEnvelope: {
            type: "Error"[];
            error: {
                /**
                 * @constant
                 * @enum {string}
                 */
                code: "INVALID_REQUEST";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    issues?: {
                        /** @description Dotted path from the root of that part of the request; empty for the root itself */
                        path: string;
                        /** @enum {string} */
                        in: "body" | "querystring" | "params" | "headers";
                        /** @description Machine code of the issue, such as invalid_type or too_small */
                        kind: string;
                        message: string;
                    }[];
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** InvalidBodyProblem */
        InvalidBodyProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /**
             * @constant
             * @enum {string}
             */
            code: "INVALID_BODY";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** BadRequestProblem */
        BadRequestProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /**
             * @constant
             * @enum {string}
             */
            code: "INVALID_REQUEST";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** UnauthorizedEnvelope */
        UnauthorizedEnvelope: {
            type: "Error"[];
            error: {
                /**
                 * @constant
                 * @enum {string}
                 */
                code: "UNAUTHORIZED";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    [key: string]: unknown;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** UnauthorizedProblem */
        UnauthorizedProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /**
             * @constant
             * @enum {string}
             */
            code: "UNAUTHORIZED";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** OutOfStockEnvelope */
        OutOfStockEnvelope: {
            type: "Error"[];
            error: {
                /**
                 * @constant
                 * @enum {string}
                 */
                code: "OUT_OF_STOCK";
                /** @description What went wrong, for a person */
                message: string;
                detail: {
                    /** @example chair-1 */
                    sku: string;
                    left: number;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** ConflictEnvelope */
        ConflictEnvelope: {
            type: "Error"[];
            error: {
                /**
                 * @constant
                 * @enum {string}
                 */
                code: "CONFLICT";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    /** @description Path to the field that caused the conflict */
                    conflictField?: string;
                    /** @description Paths to all of them, where there are several */
                    conflictFields?: string[];
                    /** @description The value that is stored */
                    originalValue?: unknown;
                    /** @description The value that was sent */
                    newValue?: unknown;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** OutOfStockProblem */
        OutOfStockProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /**
             * @constant
             * @enum {string}
             */
            code: "OUT_OF_STOCK";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
            /** @example chair-1 */
            sku: string;
            left: number;
        };
        /** ConflictProblem */
        ConflictProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /**
             * @constant
             * @enum {string}
             */
            code: "CONFLICT";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
            /** @description Path to the field that caused the conflict */
            conflictField?: string;
            /** @description Paths to all of them, where there are several */
            conflictFields?: string[];
            /** @description The value that is stored */
            originalValue?: unknown;
            /** @description The value that was sent */
            newValue?: unknown;
        };
        /** PayloadTooLargeEnvelope */
        PayloadTooLargeEnvelope: {
            type: "Error"[];
            error: {
                /**
                 * @constant
                 * @enum {string}
                 */
                code: "CONTENT_TOO_LARGE";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    limit?: number;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** PayloadTooLargeProblem */
        PayloadTooLargeProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /**
             * @constant
             * @enum {string}
             */
            code: "CONTENT_TOO_LARGE";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
            limit?: number;
        };
        /** UnsupportedMediaTypeEnvelope */
        UnsupportedMediaTypeEnvelope: {
            type: "Error"[];
            error: {
                /**
                 * @constant
                 * @enum {string}
                 */
                code: "UNSUPPORTED_MEDIA_TYPE";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    [key: string]: unknown;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** UnsupportedMediaTypeProblem */
        UnsupportedMediaTypeProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /**
             * @constant
             * @enum {string}
             */
            code: "UNSUPPORTED_MEDIA_TYPE";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** TooManyRequestsEnvelope */
        TooManyRequestsEnvelope: {
            type: "Error"[];
            error: {
                /**
                 * @constant
                 * @enum {string}
                 */
                code: "TOO_MANY_REQUESTS";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    [key: string]: unknown;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** TooManyRequestsProblem */
        TooManyRequestsProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /**
             * @constant
             * @enum {string}
             */
            code: "TOO_MANY_REQUESTS";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** ShopClosedEnvelope */
        ShopClosedEnvelope: {
            type: "Error"[];
            error: {
                /**
                 * @constant
                 * @enum {string}
                 */
                code: "SHOP_CLOSED";
                /** @description What went wrong, for a person */
                message: string;
                detail: {
                    reason: "night" | "holiday";
                    /** Format: date-time */
                    until?: string;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** ServiceUnavailableEnvelope */
        ServiceUnavailableEnvelope: {
            type: "Error"[];
            error: {
                /**
                 * @constant
                 * @enum {string}
                 */
                code: "SERVICE_UNAVAILABLE";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    [key: string]: unknown;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** ShopClosedProblem */
        ShopClosedProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /**
             * @constant
             * @enum {string}
             */
            code: "SHOP_CLOSED";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
            reason: "night" | "holiday";
            /** Format: date-time */
            until?: string;
        };
        /** ServiceUnavailableProblem */
        ServiceUnavailableProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /**
             * @constant
             * @enum {string}
             */
            code: "SERVICE_UNAVAILABLE";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** ErrorEnvelope */
        ErrorEnvelope: {
            type: "Error"[];
            error: {
                /** @enum {string} */
                code: "INVALID_PARAMETER_VALUE" | "PAYMENT_REQUIRED" | "FORBIDDEN" | "NOT_FOUND" | "INVALID_REQUEST_METHOD" | "NOT_ACCEPTABLE" | "PROXY_AUTHENTICATION_REQUIRED" | "REQUEST_TIMEOUT" | "GONE" | "LENGTH_REQUIRED" | "PRECONDITION_FAILED" | "URI_TOO_LONG" | "RANGE_NOT_SATISFIABLE" | "EXPECTATION_FAILED" | "MISDIRECTED_REQUEST" | "UNPROCESSABLE_CONTENT" | "LOCKED" | "FAILED_DEPENDENCY" | "TOO_EARLY" | "UPGRADE_REQUIRED" | "PRECONDITION_REQUIRED" | "REQUEST_HEADER_FIELDS_TOO_LARGE" | "UNAVAILABLE_FOR_LEGAL_REASONS" | "UNKNOWN_ERROR" | "NOT_IMPLEMENTED" | "BAD_GATEWAY" | "GATEWAY_TIMEOUT" | "HTTP_VERSION_NOT_SUPPORTED" | "VARIANT_ALSO_NEGOTIATES" | "INSUFFICIENT_STORAGE" | "LOOP_DETECTED" | "IM_A_TEAPOT" | "BANDWIDTH_LIMIT_EXCEEDED" | "NOT_EXTENDED" | "NETWORK_AUTHENTICATION_REQUIRED";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    [key: string]: unknown;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** ErrorProblem */
        ErrorProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /** @enum {string} */
            code: "INVALID_PARAMETER_VALUE" | "PAYMENT_REQUIRED" | "FORBIDDEN" | "NOT_FOUND" | "INVALID_REQUEST_METHOD" | "NOT_ACCEPTABLE" | "PROXY_AUTHENTICATION_REQUIRED" | "REQUEST_TIMEOUT" | "GONE" | "LENGTH_REQUIRED" | "PRECONDITION_FAILED" | "URI_TOO_LONG" | "RANGE_NOT_SATISFIABLE" | "EXPECTATION_FAILED" | "MISDIRECTED_REQUEST" | "UNPROCESSABLE_CONTENT" | "LOCKED" | "FAILED_DEPENDENCY" | "TOO_EARLY" | "UPGRADE_REQUIRED" | "PRECONDITION_REQUIRED" | "REQUEST_HEADER_FIELDS_TOO_LARGE" | "UNAVAILABLE_FOR_LEGAL_REASONS" | "UNKNOWN_ERROR" | "NOT_IMPLEMENTED" | "BAD_GATEWAY" | "GATEWAY_TIMEOUT" | "HTTP_VERSION_NOT_SUPPORTED" | "VARIANT_ALSO_NEGOTIATES" | "INSUFFICIENT_STORAGE" | "LOOP_DETECTED" | "IM_A_TEAPOT" | "BANDWIDTH_LIMIT_EXCEEDED" | "NOT_EXTENDED" | "NETWORK_AUTHENTICATION_REQUIRED";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** InvalidParameterEnvelope */
        InvalidParameterEnvelope: {
            type: "Error"[];
            error: {
                /**
                 * @constant
                 * @enum {string}
                 */
                code: "INVALID_PARAMETER_VALUE";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    issues?: {
                        /** @description Dotted path from the root of that part of the request; empty for the root itself */
                        path: string;
                        /** @enum {string} */
                        in: "body" | "querystring" | "params" | "headers";
                        /** @description Machine code of the issue, such as invalid_type or too_small */
                        kind: string;
                        message: string;
                    }[];
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** InvalidParameterProblem */
        InvalidParameterProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /**
             * @constant
             * @enum {string}
             */
            code: "INVALID_PARAMETER_VALUE";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** GoneEnvelope */
        GoneEnvelope: {
            type: "Error"[];
            error: {
                /**
                 * @constant
                 * @enum {string}
                 */
                code: "GONE";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    [key: string]: unknown;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** GoneProblem */
        GoneProblem: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /**
             * @constant
             * @enum {string}
             */
            code: "GONE";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** ErrorEnvelope */
        ErrorEnvelope2: {
            type: "Error"[];
            error: {
                /** @enum {string} */
                code: "INVALID_BODY" | "UNAUTHORIZED" | "PAYMENT_REQUIRED" | "FORBIDDEN" | "INVALID_REQUEST_METHOD" | "NOT_ACCEPTABLE" | "PROXY_AUTHENTICATION_REQUIRED" | "REQUEST_TIMEOUT" | "CONFLICT" | "LENGTH_REQUIRED" | "PRECONDITION_FAILED" | "CONTENT_TOO_LARGE" | "URI_TOO_LONG" | "UNSUPPORTED_MEDIA_TYPE" | "RANGE_NOT_SATISFIABLE" | "EXPECTATION_FAILED" | "MISDIRECTED_REQUEST" | "UNPROCESSABLE_CONTENT" | "LOCKED" | "FAILED_DEPENDENCY" | "TOO_EARLY" | "UPGRADE_REQUIRED" | "PRECONDITION_REQUIRED" | "TOO_MANY_REQUESTS" | "REQUEST_HEADER_FIELDS_TOO_LARGE" | "UNAVAILABLE_FOR_LEGAL_REASONS" | "UNKNOWN_ERROR" | "NOT_IMPLEMENTED" | "BAD_GATEWAY" | "SERVICE_UNAVAILABLE" | "GATEWAY_TIMEOUT" | "HTTP_VERSION_NOT_SUPPORTED" | "VARIANT_ALSO_NEGOTIATES" | "INSUFFICIENT_STORAGE" | "LOOP_DETECTED" | "IM_A_TEAPOT" | "BANDWIDTH_LIMIT_EXCEEDED" | "NOT_EXTENDED" | "NETWORK_AUTHENTICATION_REQUIRED" | "OUT_OF_STOCK" | "SHOP_CLOSED";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    [key: string]: unknown;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** ErrorProblem */
        ErrorProblem2: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /** @enum {string} */
            code: "INVALID_BODY" | "UNAUTHORIZED" | "PAYMENT_REQUIRED" | "FORBIDDEN" | "INVALID_REQUEST_METHOD" | "NOT_ACCEPTABLE" | "PROXY_AUTHENTICATION_REQUIRED" | "REQUEST_TIMEOUT" | "CONFLICT" | "LENGTH_REQUIRED" | "PRECONDITION_FAILED" | "CONTENT_TOO_LARGE" | "URI_TOO_LONG" | "UNSUPPORTED_MEDIA_TYPE" | "RANGE_NOT_SATISFIABLE" | "EXPECTATION_FAILED" | "MISDIRECTED_REQUEST" | "UNPROCESSABLE_CONTENT" | "LOCKED" | "FAILED_DEPENDENCY" | "TOO_EARLY" | "UPGRADE_REQUIRED" | "PRECONDITION_REQUIRED" | "TOO_MANY_REQUESTS" | "REQUEST_HEADER_FIELDS_TOO_LARGE" | "UNAVAILABLE_FOR_LEGAL_REASONS" | "UNKNOWN_ERROR" | "NOT_IMPLEMENTED" | "BAD_GATEWAY" | "SERVICE_UNAVAILABLE" | "GATEWAY_TIMEOUT" | "HTTP_VERSION_NOT_SUPPORTED" | "VARIANT_ALSO_NEGOTIATES" | "INSUFFICIENT_STORAGE" | "LOOP_DETECTED" | "IM_A_TEAPOT" | "BANDWIDTH_LIMIT_EXCEEDED" | "NOT_EXTENDED" | "NETWORK_AUTHENTICATION_REQUIRED" | "OUT_OF_STOCK" | "SHOP_CLOSED";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** ErrorEnvelope */
        ErrorEnvelope3: {
            type: "Error"[];
            error: {
                /** @enum {string} */
                code: "INVALID_REQUEST" | "INVALID_BODY" | "INVALID_PARAMETER_VALUE" | "UNAUTHORIZED" | "PAYMENT_REQUIRED" | "FORBIDDEN" | "NOT_FOUND" | "INVALID_REQUEST_METHOD" | "NOT_ACCEPTABLE" | "PROXY_AUTHENTICATION_REQUIRED" | "REQUEST_TIMEOUT" | "CONFLICT" | "LENGTH_REQUIRED" | "PRECONDITION_FAILED" | "CONTENT_TOO_LARGE" | "URI_TOO_LONG" | "UNSUPPORTED_MEDIA_TYPE" | "RANGE_NOT_SATISFIABLE" | "EXPECTATION_FAILED" | "MISDIRECTED_REQUEST" | "UNPROCESSABLE_CONTENT" | "LOCKED" | "FAILED_DEPENDENCY" | "TOO_EARLY" | "UPGRADE_REQUIRED" | "PRECONDITION_REQUIRED" | "TOO_MANY_REQUESTS" | "REQUEST_HEADER_FIELDS_TOO_LARGE" | "UNAVAILABLE_FOR_LEGAL_REASONS" | "UNKNOWN_ERROR" | "NOT_IMPLEMENTED" | "BAD_GATEWAY" | "SERVICE_UNAVAILABLE" | "GATEWAY_TIMEOUT" | "HTTP_VERSION_NOT_SUPPORTED" | "VARIANT_ALSO_NEGOTIATES" | "INSUFFICIENT_STORAGE" | "LOOP_DETECTED" | "IM_A_TEAPOT" | "BANDWIDTH_LIMIT_EXCEEDED" | "NOT_EXTENDED" | "NETWORK_AUTHENTICATION_REQUIRED" | "OUT_OF_STOCK" | "SHOP_CLOSED";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    [key: string]: unknown;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** ErrorProblem */
        ErrorProblem3: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /** @enum {string} */
            code: "INVALID_REQUEST" | "INVALID_BODY" | "INVALID_PARAMETER_VALUE" | "UNAUTHORIZED" | "PAYMENT_REQUIRED" | "FORBIDDEN" | "NOT_FOUND" | "INVALID_REQUEST_METHOD" | "NOT_ACCEPTABLE" | "PROXY_AUTHENTICATION_REQUIRED" | "REQUEST_TIMEOUT" | "CONFLICT" | "LENGTH_REQUIRED" | "PRECONDITION_FAILED" | "CONTENT_TOO_LARGE" | "URI_TOO_LONG" | "UNSUPPORTED_MEDIA_TYPE" | "RANGE_NOT_SATISFIABLE" | "EXPECTATION_FAILED" | "MISDIRECTED_REQUEST" | "UNPROCESSABLE_CONTENT" | "LOCKED" | "FAILED_DEPENDENCY" | "TOO_EARLY" | "UPGRADE_REQUIRED" | "PRECONDITION_REQUIRED" | "TOO_MANY_REQUESTS" | "REQUEST_HEADER_FIELDS_TOO_LARGE" | "UNAVAILABLE_FOR_LEGAL_REASONS" | "UNKNOWN_ERROR" | "NOT_IMPLEMENTED" | "BAD_GATEWAY" | "SERVICE_UNAVAILABLE" | "GATEWAY_TIMEOUT" | "HTTP_VERSION_NOT_SUPPORTED" | "VARIANT_ALSO_NEGOTIATES" | "INSUFFICIENT_STORAGE" | "LOOP_DETECTED" | "IM_A_TEAPOT" | "BANDWIDTH_LIMIT_EXCEEDED" | "NOT_EXTENDED" | "NETWORK_AUTHENTICATION_REQUIRED" | "OUT_OF_STOCK" | "SHOP_CLOSED";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** ErrorEnvelope */
        ErrorEnvelope4: {
            type: "Error"[];
            error: {
                /** @enum {string} */
                code: "INVALID_REQUEST" | "INVALID_BODY" | "INVALID_PARAMETER_VALUE" | "UNAUTHORIZED" | "PAYMENT_REQUIRED" | "FORBIDDEN" | "NOT_FOUND" | "INVALID_REQUEST_METHOD" | "NOT_ACCEPTABLE" | "PROXY_AUTHENTICATION_REQUIRED" | "REQUEST_TIMEOUT" | "CONFLICT" | "GONE" | "LENGTH_REQUIRED" | "PRECONDITION_FAILED" | "CONTENT_TOO_LARGE" | "URI_TOO_LONG" | "UNSUPPORTED_MEDIA_TYPE" | "RANGE_NOT_SATISFIABLE" | "EXPECTATION_FAILED" | "MISDIRECTED_REQUEST" | "UNPROCESSABLE_CONTENT" | "LOCKED" | "FAILED_DEPENDENCY" | "TOO_EARLY" | "UPGRADE_REQUIRED" | "PRECONDITION_REQUIRED" | "TOO_MANY_REQUESTS" | "REQUEST_HEADER_FIELDS_TOO_LARGE" | "UNAVAILABLE_FOR_LEGAL_REASONS" | "UNKNOWN_ERROR" | "NOT_IMPLEMENTED" | "BAD_GATEWAY" | "SERVICE_UNAVAILABLE" | "GATEWAY_TIMEOUT" | "HTTP_VERSION_NOT_SUPPORTED" | "VARIANT_ALSO_NEGOTIATES" | "INSUFFICIENT_STORAGE" | "LOOP_DETECTED" | "IM_A_TEAPOT" | "BANDWIDTH_LIMIT_EXCEEDED" | "NOT_EXTENDED" | "NETWORK_AUTHENTICATION_REQUIRED" | "OUT_OF_STOCK" | "SHOP_CLOSED";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    [key: string]: unknown;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** ErrorProblem */
        ErrorProblem4: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /** @enum {string} */
            code: "INVALID_REQUEST" | "INVALID_BODY" | "INVALID_PARAMETER_VALUE" | "UNAUTHORIZED" | "PAYMENT_REQUIRED" | "FORBIDDEN" | "NOT_FOUND" | "INVALID_REQUEST_METHOD" | "NOT_ACCEPTABLE" | "PROXY_AUTHENTICATION_REQUIRED" | "REQUEST_TIMEOUT" | "CONFLICT" | "GONE" | "LENGTH_REQUIRED" | "PRECONDITION_FAILED" | "CONTENT_TOO_LARGE" | "URI_TOO_LONG" | "UNSUPPORTED_MEDIA_TYPE" | "RANGE_NOT_SATISFIABLE" | "EXPECTATION_FAILED" | "MISDIRECTED_REQUEST" | "UNPROCESSABLE_CONTENT" | "LOCKED" | "FAILED_DEPENDENCY" | "TOO_EARLY" | "UPGRADE_REQUIRED" | "PRECONDITION_REQUIRED" | "TOO_MANY_REQUESTS" | "REQUEST_HEADER_FIELDS_TOO_LARGE" | "UNAVAILABLE_FOR_LEGAL_REASONS" | "UNKNOWN_ERROR" | "NOT_IMPLEMENTED" | "BAD_GATEWAY" | "SERVICE_UNAVAILABLE" | "GATEWAY_TIMEOUT" | "HTTP_VERSION_NOT_SUPPORTED" | "VARIANT_ALSO_NEGOTIATES" | "INSUFFICIENT_STORAGE" | "LOOP_DETECTED" | "IM_A_TEAPOT" | "BANDWIDTH_LIMIT_EXCEEDED" | "NOT_EXTENDED" | "NETWORK_AUTHENTICATION_REQUIRED" | "OUT_OF_STOCK" | "SHOP_CLOSED";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** Fields */
        Fields: {
            message: string;
            /** @description Messages by field; those of the whole object under base */
            errors?: {
                [key: string]: string[];
            };
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
        /** ErrorEnvelope */
        ErrorEnvelope5: {
            type: "Error"[];
            error: {
                /** @enum {string} */
                code: "INVALID_BODY" | "INVALID_PARAMETER_VALUE" | "UNAUTHORIZED" | "PAYMENT_REQUIRED" | "FORBIDDEN" | "NOT_FOUND" | "INVALID_REQUEST_METHOD" | "NOT_ACCEPTABLE" | "PROXY_AUTHENTICATION_REQUIRED" | "REQUEST_TIMEOUT" | "CONFLICT" | "GONE" | "LENGTH_REQUIRED" | "PRECONDITION_FAILED" | "URI_TOO_LONG" | "RANGE_NOT_SATISFIABLE" | "EXPECTATION_FAILED" | "MISDIRECTED_REQUEST" | "UNPROCESSABLE_CONTENT" | "LOCKED" | "FAILED_DEPENDENCY" | "TOO_EARLY" | "UPGRADE_REQUIRED" | "PRECONDITION_REQUIRED" | "TOO_MANY_REQUESTS" | "REQUEST_HEADER_FIELDS_TOO_LARGE" | "UNAVAILABLE_FOR_LEGAL_REASONS" | "UNKNOWN_ERROR" | "NOT_IMPLEMENTED" | "BAD_GATEWAY" | "SERVICE_UNAVAILABLE" | "GATEWAY_TIMEOUT" | "HTTP_VERSION_NOT_SUPPORTED" | "VARIANT_ALSO_NEGOTIATES" | "INSUFFICIENT_STORAGE" | "LOOP_DETECTED" | "IM_A_TEAPOT" | "BANDWIDTH_LIMIT_EXCEEDED" | "NOT_EXTENDED" | "NETWORK_AUTHENTICATION_REQUIRED" | "SHOP_CLOSED";
                /** @description What went wrong, for a person */
                message: string;
                detail?: {
                    [key: string]: unknown;
                };
            };
            debug: {
                [key: string]: unknown;
            };
        };
        /** ErrorProblem */
        ErrorProblem5: {
            /**
             * Format: uri-reference
             * @description Identifies the kind of problem; about:blank when absent
             */
            type?: string;
            /** @description The same for every occurrence of this kind */
            title: string;
            status?: number;
            /** @description What went wrong this time */
            detail: string;
            /**
             * Format: uri-reference
             * @description Identifies this occurrence
             */
            instance?: string;
            /** @enum {string} */
            code: "INVALID_BODY" | "INVALID_PARAMETER_VALUE" | "UNAUTHORIZED" | "PAYMENT_REQUIRED" | "FORBIDDEN" | "NOT_FOUND" | "INVALID_REQUEST_METHOD" | "NOT_ACCEPTABLE" | "PROXY_AUTHENTICATION_REQUIRED" | "REQUEST_TIMEOUT" | "CONFLICT" | "GONE" | "LENGTH_REQUIRED" | "PRECONDITION_FAILED" | "URI_TOO_LONG" | "RANGE_NOT_SATISFIABLE" | "EXPECTATION_FAILED" | "MISDIRECTED_REQUEST" | "UNPROCESSABLE_CONTENT" | "LOCKED" | "FAILED_DEPENDENCY" | "TOO_EARLY" | "UPGRADE_REQUIRED" | "PRECONDITION_REQUIRED" | "TOO_MANY_REQUESTS" | "REQUEST_HEADER_FIELDS_TOO_LARGE" | "UNAVAILABLE_FOR_LEGAL_REASONS" | "UNKNOWN_ERROR" | "NOT_IMPLEMENTED" | "BAD_GATEWAY" | "SERVICE_UNAVAILABLE" | "GATEWAY_TIMEOUT" | "HTTP_VERSION_NOT_SUPPORTED" | "VARIANT_ALSO_NEGOTIATES" | "INSUFFICIENT_STORAGE" | "LOOP_DETECTED" | "IM_A_TEAPOT" | "BANDWIDTH_LIMIT_EXCEEDED" | "NOT_EXTENDED" | "NETWORK_AUTHENTICATION_REQUIRED" | "SHOP_CLOSED";
            errors?: {
                /** @description Machine code of the issue, such as invalid_type */
                title: string;
                /** @description What is wrong, in a sentence */
                detail: string;
                /** @description JSON Pointer into the body, as a URI fragment */
                pointer?: string;
                /** @description Name of the query or path parameter */
                parameter?: string;
                /** @description Name of the request header */
                header?: string;
            }[];
            requestId?: string;
            traceId?: string;
            debug?: {
                [key: string]: unknown;
            };
        };
    };
    responses: {
        /** @description Bad Request */
        InvalidBodyOrBadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["InvalidBodyEnvelope"] | components["schemas"]["BadRequestEnvelope"];
                "application/problem+json": components["schemas"]["InvalidBodyProblem"] | components["schemas"]["BadRequestProblem"];
            };
        };
        /** @description Unauthorized */
        Unauthorized: {
            headers: {
                /** @description How to authenticate */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UnauthorizedEnvelope"];
                "application/problem+json": components["schemas"]["UnauthorizedProblem"];
            };
        };
        /** @description Out of stock, or: Conflict */
        OutOfStockOrConflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OutOfStockEnvelope"] | components["schemas"]["ConflictEnvelope"];
                "application/problem+json": components["schemas"]["OutOfStockProblem"] | components["schemas"]["ConflictProblem"];
            };
        };
        /** @description Content Too Large */
        PayloadTooLarge: {
            headers: {
                /** @description Seconds to wait, or the date after which to try again */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["PayloadTooLargeEnvelope"];
                "application/problem+json": components["schemas"]["PayloadTooLargeProblem"];
            };
        };
        /** @description Unsupported Media Type */
        UnsupportedMediaType: {
            headers: {
                /** @description Media types that the endpoint accepts */
                Accept?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UnsupportedMediaTypeEnvelope"];
                "application/problem+json": components["schemas"]["UnsupportedMediaTypeProblem"];
            };
        };
        /** @description Too Many Requests */
        TooManyRequests: {
            headers: {
                /** @description Seconds to wait, or the date after which to try again */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TooManyRequestsEnvelope"];
                "application/problem+json": components["schemas"]["TooManyRequestsProblem"];
            };
        };
        /** @description Shop closed, or: Service Unavailable */
        ShopClosedOrServiceUnavailable: {
            headers: {
                /** @description Seconds to wait, or the date after which to try again */
                "Retry-After"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ShopClosedEnvelope"] | components["schemas"]["ServiceUnavailableEnvelope"];
                "application/problem+json": components["schemas"]["ShopClosedProblem"] | components["schemas"]["ServiceUnavailableProblem"];
            };
        };
        /** @description Any other error */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope"];
                "application/problem+json": components["schemas"]["ErrorProblem"];
            };
        };
        /** @description Bad Request */
        InvalidParameterOrBadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["InvalidParameterEnvelope"] | components["schemas"]["BadRequestEnvelope"];
                "application/problem+json": components["schemas"]["InvalidParameterProblem"] | components["schemas"]["BadRequestProblem"];
            };
        };
        /** @description Gone */
        Gone: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["GoneEnvelope"];
                "application/problem+json": components["schemas"]["GoneProblem"];
            };
        };
        /** @description Any other error */
        Error2: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope2"];
                "application/problem+json": components["schemas"]["ErrorProblem2"];
            };
        };
        /** @description Any other error */
        Error3: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope3"];
                "application/problem+json": components["schemas"]["ErrorProblem3"];
            };
        };
        /** @description Any other error */
        Error4: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope4"];
                "application/problem+json": components["schemas"]["ErrorProblem4"];
            };
        };
        /** @description Method Not Allowed */
        MethodNotAllowedFields: {
            headers: {
                /** @description Methods of the resource */
                Allow?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Fields"];
            };
        };
        /** @description Unprocessable Content */
        InvalidParameterFields: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Fields"];
            };
        };
        /** @description Any other error */
        ErrorFields: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Fields"];
            };
        };
        /** @description Bad Request */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["BadRequestEnvelope"];
                "application/problem+json": components["schemas"]["BadRequestProblem"];
            };
        };
        /** @description Out of stock */
        OutOfStock: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OutOfStockEnvelope"];
                "application/problem+json": components["schemas"]["OutOfStockProblem"];
            };
        };
        /** @description Any other error */
        Error5: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorEnvelope5"];
                "application/problem+json": components["schemas"]["ErrorProblem5"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    order: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    sku: string;
                    count: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sku: string;
                        count: number;
                    };
                };
            };
            400: components["responses"]["InvalidBodyOrBadRequest"];
            401: components["responses"]["Unauthorized"];
            409: components["responses"]["OutOfStockOrConflict"];
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            503: components["responses"]["ShopClosedOrServiceUnavailable"];
            default: components["responses"]["Error"];
        };
    };
    readOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sku: string;
                        count: number;
                    };
                };
            };
            400: components["responses"]["InvalidParameterOrBadRequest"];
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        gone: boolean;
                    };
                };
            };
            410: components["responses"]["Gone"];
            default: components["responses"]["Error2"];
        };
    };
    readLines: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            410: components["responses"]["Gone"];
            default: components["responses"]["Error3"];
        };
    };
    plain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error4"];
        };
    };
    silent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    fields: {
        parameters: {
            query: {
                page: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            405: components["responses"]["MethodNotAllowedFields"];
            422: components["responses"]["InvalidParameterFields"];
            default: components["responses"]["ErrorFields"];
        };
    };
}
